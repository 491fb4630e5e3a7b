import type { Sealer } from '#src/crypto/sealing.ts'
import type { PendingInteraction } from '#src/oidc/pending-interaction.ts'
import type { HostedFlow } from './hosted-flow.ts'

const contextOf = (uid: string): string => `hosted-flow/${uid}`

/** What the flow remembers, sealed for exactly this pending request. */
export const sealFlow = (deps: { sealer: Sealer }, uid: string, flow: HostedFlow): string => deps.sealer.seal(JSON.stringify(flow), contextOf(uid))

/** The flow as last saved; empty before the first form. */
export const openFlow = (deps: { sealer: Sealer }, interaction: Pick<PendingInteraction, 'uid' | 'flow'>): HostedFlow =>
  interaction.flow === null ? {} : (JSON.parse(deps.sealer.open(interaction.flow, contextOf(interaction.uid)).toString('utf8')) as HostedFlow)
