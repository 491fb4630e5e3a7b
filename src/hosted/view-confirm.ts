import type { ConfirmView } from '#src/contracts/hosted/views/confirm-view.ts'
import { confirmsByLink } from '#src/domain/sign-up/verification-contact.ts'
import type { Clock } from '#src/domain/clock.ts'
import { flowFrame } from './build-frame.ts'
import { pageHref, type FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { withoutOutcome, type HostedFlow } from './hosted-flow.ts'

/** Seconds until the next code may be asked for. */
export const resendIn = (clock: Clock, flow: HostedFlow): { availableInSeconds: number } => ({
  availableInSeconds: Math.max(0, Math.ceil(((flow.resendAt ?? 0) - clock.now().getTime()) / 1000)),
})

/** The page between a sign-up and its confirmation. "Wrong address?" is offered only to the browser flow that created the account. */
export const viewConfirm = (deps: HostedDeps, context: FlowContext, query: URLSearchParams): ConfirmView | null => {
  const { flow } = context
  if (flow.username === undefined) return null
  const changing = isChanging(flow, query)
  // Both forms stand at one address: each keeps silent about the other's outcome.
  const silent = changing !== (refusedAddress(flow) !== undefined)
  return {
    screen: 'confirm',
    frame: flowFrame(deps, silent ? { ...context, flow: withoutOutcome(flow) } : context),
    by: flow.confirmedByOperator === true ? 'operator' : confirmsByLink(context.pool) && flow.destination?.medium !== 'sms' ? 'link' : 'code',
    username: flow.username,
    ...(flow.destination === undefined ? {} : { destination: flow.destination }),
    resend: resendIn(deps.clock, flow),
    ...changeOf(context, changing),
  }
}

/** The address that was refused, if the last form was the one that changes it. */
const refusedAddress = (flow: HostedFlow): string | undefined => flow.values?.['contact']

/** Asked for by the link, or shown again after a refusal; `change=0` leaves it. */
const isChanging = (flow: HostedFlow, query: URLSearchParams): boolean =>
  flow.signUpProof !== undefined && flow.destination !== undefined && (query.get('change') === '1' || (query.get('change') === null && refusedAddress(flow) !== undefined))

const changeOf = (context: FlowContext, changing: boolean): Pick<ConfirmView, 'change'> => {
  const { flow } = context
  if (flow.signUpProof === undefined || flow.destination === undefined) return {}
  if (!changing) return { change: { kind: 'link', href: pageHref(context, '/confirmUser', { change: '1' }) } }
  return {
    change: { kind: 'form', medium: flow.destination.medium, value: refusedAddress(flow) ?? '', cancelHref: pageHref(context, '/confirmUser', { change: '0' }) },
  }
}
