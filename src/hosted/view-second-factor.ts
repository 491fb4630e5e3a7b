import type { MfaChooseView, MfaCodeView } from '#src/contracts/hosted/views/mfa-view.ts'
import { SECOND_FACTOR_KINDS } from '#src/contracts/hosted/views/mfa-view.ts'
import { flowFrame } from './build-frame.ts'
import { pageHref, type FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { AskedChallenge } from './hosted-flow.ts'
import { rememberChoice } from './remember-choice.ts'
import { resendIn } from './view-confirm.ts'

/** The second factor that is asked for, or the choice among several. Null when it is not what is next, or no longer. */
export const viewSecondFactor = (deps: HostedDeps, context: FlowContext): MfaCodeView | MfaChooseView | null => {
  const { challenge } = context.flow
  if (challenge === undefined || challenge.expiresAt <= deps.clock.now().getTime()) return null
  switch (challenge.name) {
    case 'SELECT_MFA_TYPE': return viewChoice(deps, context, challenge)
    case 'SOFTWARE_TOKEN_MFA':
    case 'SMS_MFA': return viewCode(deps, context, challenge, challenge.name)
    case 'EMAIL_OTP': return challenge.isSecond ? viewCode(deps, context, challenge, challenge.name) : null
    default: return null
  }
}

const viewCode = (deps: HostedDeps, context: FlowContext, { parameters, provesContact }: AskedChallenge, factor: MfaCodeView['factor']): MfaCodeView => {
  const { CODE_DELIVERY_DESTINATION: masked, FRIENDLY_DEVICE_NAME: deviceName } = parameters
  return {
    screen: 'mfa-code',
    frame: flowFrame(deps, context),
    factor,
    provesAddress: provesContact,
    ...rememberChoice(context),
    ...(masked === undefined ? {} : { destination: { medium: factor === 'SMS_MFA' ? 'sms' : 'email', masked }, resend: resendIn(deps.clock, context.flow) }),
    ...(deviceName === undefined ? {} : { deviceName }),
  }
}

const viewChoice = (deps: HostedDeps, context: FlowContext, { parameters, contacts = {}, byRecoveryCode }: AskedChallenge): MfaChooseView => {
  const usable = JSON.parse(parameters['MFAS_CAN_CHOOSE'] ?? '[]') as string[]
  const factors = SECOND_FACTOR_KINDS.filter((factor) => usable.includes(factor))
  return {
    screen: 'mfa-choose',
    frame: flowFrame(deps, context),
    factors: factors.map((factor) => ({ factor, destination: contacts[factor] })),
    ...(byRecoveryCode === true ? { recoveryHref: pageHref(context, '/mfa/recoveryCode') } : {}),
  }
}
