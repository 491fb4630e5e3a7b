import type { ChooseMethodView, SignInCodeView, UsePasskeyView } from '#src/contracts/hosted/views/first-factor-view.ts'
import { flowFrame } from './build-frame.ts'
import { pageHref, type FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { AskedChallenge } from './hosted-flow.ts'
import { markLastUsed } from './sign-in-methods.ts'
import { resendIn } from './view-confirm.ts'

/** How to sign in, for whoever has said who they are; the same for known and unknown names. Null before that. */
export const viewChooseMethod = (deps: HostedDeps, context: FlowContext): ChooseMethodView | null => {
  const { username, methods = [] } = context.flow
  if (username === undefined || methods.length === 0) return null
  return { screen: 'choose-method', frame: flowFrame(deps, context), username, methods: markLastUsed(context, methods), changeHref: changeHref(context) }
}

/** Asks for the code that signs in by itself. Null when that is not what is next, or no longer. */
export const viewSignInCode = (deps: HostedDeps, context: FlowContext): SignInCodeView | null => {
  const challenge = askedFirst(deps, context)
  if (challenge?.name !== 'EMAIL_OTP' && challenge?.name !== 'SMS_OTP') return null
  return {
    screen: 'sign-in-code',
    frame: flowFrame(deps, context),
    username: context.flow.username ?? '',
    destination: { medium: challenge.name === 'SMS_OTP' ? 'sms' : 'email', masked: challenge.parameters['CODE_DELIVERY_DESTINATION'] ?? '' },
    resend: resendIn(deps.clock, context.flow),
    ...otherWay(context),
  }
}

/** Asks for a passkey. Null when that is not what is next, or no longer. */
export const viewUsePasskey = (deps: HostedDeps, context: FlowContext): UsePasskeyView | null => {
  const challenge = askedFirst(deps, context)
  if (challenge?.name !== 'WEB_AUTHN') return null
  return {
    screen: 'use-passkey', frame: flowFrame(deps, context), username: context.flow.username ?? '',
    options: challenge.parameters['CREDENTIAL_REQUEST_OPTIONS'] ?? '', ...otherWay(context),
  }
}

const askedFirst = (deps: HostedDeps, { flow: { challenge } }: FlowContext): AskedChallenge | null =>
  challenge === undefined || challenge.isSecond || challenge.expiresAt <= deps.clock.now().getTime() ? null : challenge

const otherWay = (context: FlowContext): { otherHref?: string; changeHref: string } => ({
  ...((context.flow.methods ?? []).length > 1 ? { otherHref: pageHref(context, '/login/choose') } : {}),
  changeHref: changeHref(context),
})

const changeHref = (context: FlowContext): string => pageHref(context, '/login', { another: '1' })
