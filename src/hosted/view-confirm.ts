import type { ConfirmView } from '#src/contracts/hosted/views/confirm-view.ts'
import type { Clock } from '#src/domain/clock.ts'
import { flowFrame } from './build-frame.ts'
import { pageHref, type FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { HostedFlow } from './hosted-flow.ts'

/** Seconds until the next code may be asked for. */
export const resendIn = (clock: Clock, flow: HostedFlow): { availableInSeconds: number } => ({
  availableInSeconds: Math.max(0, Math.ceil(((flow.resendAt ?? 0) - clock.now().getTime()) / 1000)),
})

/** The code page of a sign-up. "Wrong address?" is offered only to the browser flow that created the account. */
export const viewConfirm = (deps: HostedDeps, context: FlowContext, query: URLSearchParams): ConfirmView | null => {
  const { flow } = context
  if (flow.username === undefined) return null
  return {
    screen: 'confirm',
    frame: flowFrame(deps, context),
    username: flow.username,
    ...(flow.destination === undefined ? {} : { destination: flow.destination }),
    resend: resendIn(deps.clock, flow),
    ...changeOf(context, query),
  }
}

const changeOf = (context: FlowContext, query: URLSearchParams): Pick<ConfirmView, 'change'> => {
  const { flow } = context
  if (flow.signUpProof === undefined || flow.destination === undefined) return {}
  if (query.get('change') !== '1') return { change: { kind: 'link', href: pageHref(context, '/confirmUser', { change: '1' }) } }
  return {
    change: { kind: 'form', medium: flow.destination.medium, value: flow.values?.['contact'] ?? '', cancelHref: pageHref(context, '/confirmUser') },
  }
}
