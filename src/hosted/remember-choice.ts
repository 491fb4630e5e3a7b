import type { RememberChoice } from '#src/contracts/hosted/views/mfa-view.ts'
import { asksToRemember, standsForCodes } from '#src/domain/devices/device-policy.ts'
import type { FlowContext } from './hosted-context.ts'

/** "Remember this browser", where the pool leaves that to the person; ticked as it was sent last. */
export const rememberChoice = ({ pool, flow }: Pick<FlowContext, 'pool' | 'flow'>): { remember?: RememberChoice } =>
  asksToRemember(pool) ? { remember: { checked: flow.values?.['remember'] === 'on', sparesCodes: standsForCodes(pool) } } : {}
