import type { Config } from '#src/config/config.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { FunctionCaller } from '#src/delivery/triggers/create-trigger-runner.ts'
import type { Rounds } from '#src/rounds/start-rounds.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import { startAccountDeletionWorker } from './account-deletion-worker.ts'
import { startCertificateWorker } from './certificate-worker.ts'
import { startCommandWorker } from './commands/command-worker.ts'
import { runningCommands } from './commands/running-commands.ts'
import type { Domain } from './create-domain.ts'
import { startDomainProofWorker } from './domain-proof-worker.ts'
import type { Log } from './log.ts'
import { startUserImportWorker } from './user-import-worker.ts'

export type WorkersInput = { config: Config; log: Log; sealer: Sealer; stores: Stores; domain: Domain; caller: FunctionCaller }

/** Starts what the server does between requests; each is to be stopped. */
export const startWorkers = ({ config, log, sealer, stores, domain, caller }: WorkersInput): readonly Rounds[] => [
  startUserImportWorker(domain, log),
  startAccountDeletionWorker(domain, log),
  ...(config.httpsPort === null ? [] : [startCertificateWorker({ config, stores, clock: domain.clock, log })]),
  startCommandWorker({ config, sealer, log, commands: runningCommands({ config, domain, stores, caller }) }),
  ...(domain.domainHosts.proofRequired ? [startDomainProofWorker(domain, log)] : []),
]
