import { seconds } from '#src/contracts/duration.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { CodeDelivery } from '#src/domain/messages/mask-destination.ts'
import type { HostedFlow } from './hosted-flow.ts'

/** How long the page waits before it offers another code; the limit per hour is the domain's. */
const BETWEEN_CODES = seconds(30)

/** Where the newest code went, and when the next may be asked for. */
export const rememberDelivery = (clock: Clock, delivery: CodeDelivery | null): Pick<HostedFlow, 'destination' | 'resendAt'> =>
  delivery === null
    ? {}
    : {
        destination: { medium: delivery.medium === 'EMAIL' ? 'email' : 'sms', masked: delivery.destination },
        resendAt: clock.now().getTime() + BETWEEN_CODES,
      }
