import type { AcceptTermsView } from '#src/contracts/hosted/views/accept-terms-view.ts'
import { agreedDocuments, agreementOf } from './agreement.ts'
import { goOnSignedIn } from './after-sign-in.ts'
import { flowFrame } from './build-frame.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { toPage, type FlowForm } from './hosted-form.ts'
import { ACCEPT_TERMS_PATH, termsChanged } from './terms-offer.ts'

/** Asks to agree; null for who has not signed in, and when there is nothing to agree to (any more). */
export const viewAcceptTerms = async (deps: HostedDeps, context: FlowContext): Promise<AcceptTermsView | null> => {
  const { signedIn } = context.flow
  const agreement = agreementOf(context)
  if (signedIn === undefined || agreement === undefined) return null
  return { screen: 'accept-terms', frame: flowFrame(deps, context), agreement, changed: (await termsChanged(deps, context, signedIn.userId)) ?? false }
}

/** Keeps that they were agreed to, and goes on to the application. */
export const acceptTermsForm: FlowForm<'accept-terms'> = {
  path: ACCEPT_TERMS_PATH,
  keep: [],
  async submit(deps, context, value) {
    const { signedIn } = context.flow
    if (signedIn === undefined) return toPage('/login', context.flow)
    const shown = agreedDocuments(context, value)
    await deps.operations.acceptTerms({ userId: signedIn.userId, shown })
    return goOnSignedIn(deps, context)
  },
}

/** Nobody is signed in who does not agree: back to the application, which is told so. */
export const declineTermsForm: FlowForm<'decline-terms'> = {
  path: ACCEPT_TERMS_PATH,
  keep: [],
  async submit(deps, { req, res, request, interaction, flow }) {
    const { signedIn: _signedIn, ...rest } = flow
    const left = await deps.bridge.abandonInteraction(req, res, request, interaction.uid)
    return left.kind === 'resume' ? { kind: 'redirect', location: left.url } : toPage('/login', rest)
  },
}
