import type { Agreement } from '#src/contracts/hosted/views/accept-terms-view.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { stampOf, termsToShow, type ShownTerms } from '#src/domain/terms/terms-to-show.ts'
import type { FlowContext } from './hosted-context.ts'
import { languageOf } from './page-language.ts'

/** The application's documents in the page's language. */
export const documentsOf = (context: FlowContext): readonly ShownTerms[] =>
  termsToShow(context.terms, languageOf(context, context.interaction.params, context.flow.language).locale)

/** What a page asks people to agree to; undefined where the look leaves it out, or the application has no documents. */
export const agreementOf = (context: FlowContext): Agreement | undefined => {
  const shown = context.brand.acceptance === 'none' ? [] : documentsOf(context)
  const [terms, privacy] = shown
  if (terms === undefined || privacy === undefined) return undefined
  return { terms: terms.link, privacy: privacy.link, stamp: stampOf(shown), required: context.brand.acceptance === 'required' }
}

/**
 * The documents that a form agrees to; none where there is nothing to agree to. PreconditionNotMet (`terms-changed`) when others than
 * these were shown, InvalidParameter when the box that has to be ticked was not.
 */
export const agreedDocuments = (context: FlowContext, { documents, agree }: { documents?: string | undefined; agree: boolean }): readonly ShownTerms[] => {
  const agreement = agreementOf(context)
  if (agreement === undefined) return []
  if (documents !== agreement.stamp) throw new DomainError('PreconditionNotMet', 'The terms have changed.', { reason: 'terms-changed' })
  if (agreement.required && !agree) {
    throw new DomainError('InvalidParameter', 'The terms must be agreed to.', { reason: 'attributes', field: 'agree', violations: [{ field: 'agree', rule: 'agreement_required' }] })
  }
  return documentsOf(context)
}
