import { SECOND_FACTOR_KINDS, type MfaAppView, type MfaContactView, type MfaOfferView, type MfaSetUpView } from '#src/contracts/hosted/views/mfa-view.ts'
import type { MessageFactor, SecondFactor } from '#src/domain/mfa/second-factors.ts'
import { authenticatorKey } from './authenticator-key.ts'
import { flowFrame } from './build-frame.ts'
import { pageHref, type FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { CONTACT_PAGES } from './post-set-up-factor.ts'

/** What can be set up, where a second factor is demanded. Null when that is not what is next, or no longer. */
export const viewSetUp = (deps: HostedDeps, context: FlowContext): MfaSetUpView | MfaContactView | null => {
  const factors = settable(deps, context)
  if (factors === null) return null
  const [only, ...others] = factors
  if (others.length === 0 && only !== undefined && only !== 'SOFTWARE_TOKEN_MFA') return viewSetUpContact(deps, context, only)
  return {
    screen: 'mfa-set-up', frame: flowFrame(deps, context), factors,
    hrefs: { EMAIL_OTP: pageHref(context, CONTACT_PAGES.EMAIL_OTP), SMS_MFA: pageHref(context, CONTACT_PAGES.SMS_MFA) },
  }
}

/** The key of the authenticator that is being set up: to be scanned, opened or typed. */
export const viewSetUpApp = (deps: HostedDeps, context: FlowContext): MfaAppView | null => {
  const { authenticatorKey: key, signedIn, values, username } = context.flow
  if (key === undefined || (signedIn === undefined && settable(deps, context) === null)) return null
  const other = signedIn !== undefined ? '/mfa/offer' : (settable(deps, context) ?? []).length > 1 ? '/mfa/setup' : null
  return {
    screen: 'mfa-app',
    frame: flowFrame(deps, context),
    ...authenticatorKey({ issuer: context.pool.name, account: username ?? signedIn?.username ?? '', key }),
    deviceName: values?.['device_name'] ?? '',
    ...(other === null ? {} : { otherHref: pageHref(context, other) }),
  }
}

/** Asks for an address or number for codes. */
export const viewSetUpContact = (deps: HostedDeps, context: FlowContext, factor: MessageFactor): MfaContactView | null => {
  const factors = settable(deps, context)
  if (factors === null || !factors.includes(factor)) return null
  return {
    screen: 'mfa-contact',
    frame: flowFrame(deps, context),
    medium: factor === 'SMS_MFA' ? 'sms' : 'email',
    value: context.flow.values?.['contact'] ?? '',
    ...(factors.length > 1 ? { otherHref: pageHref(context, '/mfa/setup') } : {}),
  }
}

/** Offers a second factor to somebody who has signed in without one. Null when nobody has, or nothing is left to offer. */
export const viewOffer = async (deps: HostedDeps, context: FlowContext): Promise<MfaOfferView | null> => {
  const { signedIn } = context.flow
  if (signedIn === undefined) return null
  const offered = await deps.operations.secondFactorsToOffer({ pool: context.pool, userId: signedIn.userId, amr: signedIn.amr })
  const factors = offered.map(({ factor, destination }) => ({ factor, ...(destination === null ? {} : { destination }) }))
  return { screen: 'mfa-offer', frame: flowFrame(deps, context), factors }
}

const settable = (deps: HostedDeps, { flow: { challenge } }: FlowContext): readonly SecondFactor[] | null =>
  challenge?.name !== 'MFA_SETUP' || challenge.expiresAt <= deps.clock.now().getTime() ? null : SECOND_FACTOR_KINDS.filter((factor) => challenge.settable?.includes(factor))

