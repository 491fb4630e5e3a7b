import type { ReactNode } from 'react'
import { AlertIcon } from './icons.tsx'
import { errorText } from './error-text.ts'
import { fieldId } from './field-id.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { Agreement } from '#src/contracts/hosted/views/accept-terms-view.ts'

type AgreementProps = { readonly frame: PageFrame; readonly agreement: Agreement; /** What going on agrees to, where no box has to be ticked. */ readonly text: 'signUp.agree' | 'terms.agree' }

/** Terms and privacy notice within a form: a box to tick, or a sentence that says what going on means. They open beside the form, so that nothing typed is lost. */
export const AgreementField = ({ frame, agreement, text }: AgreementProps) => {
  const t = textsOfPage(frame)
  const links = {
    terms: (chunks: ReactNode) => <a key="terms" href={agreement.terms} target="_blank" rel="noopener">{chunks}</a>,
    privacy: (chunks: ReactNode) => <a key="privacy" href={agreement.privacy} target="_blank" rel="noopener">{chunks}</a>,
  }
  const stamp = <input type="hidden" name="documents" value={agreement.stamp} />
  if (!agreement.required) return <p className="id-small legalText-customizable">{stamp}{t.rich(text, links)}</p>
  const wrong = frame.fieldErrors?.['agree']
  const id = fieldId('agree')
  return (
    <div className="id-agree">
      {stamp}
      <label className="id-check legalText-customizable">
        <input id={id} type="checkbox" name="agree" required {...(wrong !== undefined && { 'aria-invalid': true as const, 'aria-describedby': `${id}-error` })} />
        <span>{t.rich('signUp.agreeBox', links)}</span>
      </label>
      {wrong !== undefined && <p className="id-error errorMessage-customizable" id={`${id}-error`}><AlertIcon /><span>{errorText(t, wrong)}</span></p>}
    </div>
  )
}
