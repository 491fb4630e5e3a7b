import { z } from 'zod'
import type { Config } from '#src/config/config.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import { rotateSigningKeys, type RotateSigningKeysDeps } from '#src/domain/tokens/rotate-signing-keys.ts'
import { createSigningKeys } from '#src/domain/tokens/signing-keys.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { CommandSet } from './commands/command-set.ts'
import { administer } from './commands/open-door.ts'
import type { Log } from './log.ts'

const keyCommand = z.strictObject({ kind: z.literal('rotate'), poolId: z.string() })

export type KeyCommand = z.output<typeof keyCommand>

export const KEYS_USAGE = 'Which user pool? npm run keys:rotate -- <poolId>'

/** What a command line asks for, or null. */
export const readKeyCommand = ([poolId]: readonly string[]): KeyCommand | null => (poolId === undefined ? null : { kind: 'rotate', poolId })

type KeyCommandDeps = FindPoolDeps & RotateSigningKeysDeps

export const keyCommands: CommandSet<KeyCommandDeps, KeyCommand> = { name: 'keys', schema: keyCommand, reading: [], carryOut }

/** Gives a pool a new signing key, of which running instances hear, and returns what to print. ResourceNotFound for an unknown pool. */
export const administerKeys = (config: Config, log: Log, command: KeyCommand): Promise<string> =>
  administer({
    config, log, commands: keyCommands,
    open: ({ stores: { userPools, signingKeys: store }, clock }) => ({ userPools, store, clock, generateSigningKey, signingKeys: createSigningKeys({ store, clock, generateSigningKey }) }),
  }, command)

async function carryOut(deps: KeyCommandDeps, { poolId }: KeyCommand): Promise<string> {
  const { kid, activeFrom } = await rotateSigningKeys(deps, await requireUserPool(deps, poolId))
  return `Key ${kid} is published now and signs from ${activeFrom.toISOString()}. Older keys stay published until their last token is dead.\n`
}
