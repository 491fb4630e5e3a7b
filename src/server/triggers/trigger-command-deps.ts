import { join } from 'node:path'
import type { Config } from '#src/config/config.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { refusalOfUrl } from '#src/delivery/refusal-of-url.ts'
import type { FunctionCaller } from '#src/delivery/triggers/create-trigger-runner.ts'
import { findModuleFile } from '#src/delivery/triggers/find-module-file.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import type { TriggerCommandDeps } from './carry-out-trigger-command.ts'

export type TriggerCommandDepsInput = {
  config: Pick<Config, 'dataDir' | 'outboundAllow'>
  stores: Pick<Stores, 'registeredFunctions' | 'triggerInvocations' | 'userPools'>
  caller: FunctionCaller
  clock: Clock
}

/** What commands for triggers work with. */
export const triggerCommandDeps = ({ config, stores, caller, clock }: TriggerCommandDepsInput): TriggerCommandDeps => ({
  functions: stores.registeredFunctions,
  invocations: stores.triggerInvocations,
  userPools: stores.userPools,
  caller, clock,
  random: systemRandom,
  refuseUrl: (url) => refusalOfUrl(url, { allow: config.outboundAllow }),
  refuseFile: async (file) => {
    const found = await findModuleFile(join(config.dataDir, 'functions'), file)
    return 'problem' in found ? found.problem : null
  },
})
