import type { Config } from '#src/config/config.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import type { FunctionCaller } from '#src/delivery/triggers/create-trigger-runner.ts'
import { accessKeyCommands } from '#src/server/administer-access-keys.ts'
import { domainCommands } from '#src/server/administer-domains.ts'
import { keyCommands } from '#src/server/administer-keys.ts'
import { brandingCommands } from '#src/server/branding/administer-branding.ts'
import type { Domain } from '#src/server/create-domain.ts'
import { messagesCommands } from '#src/server/messages/administer-messages.ts'
import { triggerCommands } from '#src/server/triggers/administer-triggers.ts'
import { triggerCommandDeps } from '#src/server/triggers/trigger-command-deps.ts'
import type { Stores } from '#src/storage/create-stores.ts'
import { bindCommands, type BoundCommands } from './command-set.ts'

export type RunningCommandsInput = { config: Pick<Config, 'dataDir' | 'outboundAllow'>; domain: Domain; stores: Stores; caller: FunctionCaller }

/** Every command, as a running server carries it out. */
export const runningCommands = ({ config, domain, stores, caller }: RunningCommandsInput): readonly BoundCommands[] => [
  bindCommands(accessKeyCommands, { ...domain, accessKeys: stores.accessKeys }),
  // A design is kept with files of its own, also where the house has the same.
  bindCommands(brandingCommands, { ...domain, brandAssets: stores.brandAssets }),
  bindCommands(domainCommands, domain),
  bindCommands(keyCommands, { ...domain, store: stores.signingKeys, generateSigningKey }),
  bindCommands(messagesCommands, domain),
  bindCommands(triggerCommands, triggerCommandDeps({ config, stores, caller, clock: domain.clock })),
]
