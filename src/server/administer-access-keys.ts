import { z } from 'zod'
import type { Config } from '#src/config/config.ts'
import { systemRandom } from '#src/crypto/random.ts'
import type { AccessKeyStore } from '#src/domain/access-keys/access-key-store.ts'
import { createAccessKey, type CreateAccessKeyDeps } from '#src/domain/access-keys/create-access-key.ts'
import { listAccessKeys } from '#src/domain/access-keys/list-access-keys.ts'
import type { CommandSet } from './commands/command-set.ts'
import { administer } from './commands/open-door.ts'
import type { Log } from './log.ts'

const accessKeyCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), description: z.string().nullable() }),
  z.strictObject({ kind: z.literal('list') }),
  z.strictObject({ kind: z.literal('revoke'), id: z.string() }),
])

export type AccessKeyCommand = z.output<typeof accessKeyCommand>

export const ACCESS_KEYS_USAGE = 'npm run access-keys -- create [description] | list | revoke <id>'

/** What a command line asks for, or null. */
export function readAccessKeyCommand([verb, ...rest]: readonly string[]): AccessKeyCommand | null {
  const text = rest.join(' ').trim()
  if (verb === 'create') return { kind: 'create', description: text === '' ? null : text }
  if (verb === 'list' && text === '') return { kind: 'list' }
  return verb === 'revoke' && text !== '' ? { kind: 'revoke', id: text } : null
}

type AccessKeyCommandDeps = CreateAccessKeyDeps & { accessKeys: AccessKeyStore }

export const accessKeyCommands: CommandSet<AccessKeyCommandDeps, AccessKeyCommand> = { name: 'access-keys', schema: accessKeyCommand, reading: ['list'], carryOut }

/** Carries a command out and returns what to print. Running instances hear of it within a second. */
export const administerAccessKeys = (config: Config, log: Log, command: AccessKeyCommand): Promise<string> =>
  administer({ config, log, commands: accessKeyCommands, open: ({ stores, clock }) => ({ accessKeys: stores.accessKeys, clock, random: systemRandom }) }, command)

async function carryOut(deps: AccessKeyCommandDeps, command: AccessKeyCommand): Promise<string> {
  switch (command.kind) {
    case 'create': {
      const { id, secret } = await createAccessKey(deps, { description: command.description })
      return `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\nThe secret is not shown again.\n`
    }
    case 'list': return (await listAccessKeys(deps)).map(line).join('')
    case 'revoke':
      await deps.accessKeys.revokeAccessKey(command.id, deps.clock.now())
      return `${command.id} signs no request any more.\n`
  }
}

type Listed = Awaited<ReturnType<typeof listAccessKeys>>[number]

const line = ({ id, createdAt, lastUsedAt, revokedAt, description }: Listed): string =>
  [id, `created ${day(createdAt)}`, lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`, revokedAt === null ? 'live' : `revoked ${day(revokedAt)}`, description ?? '']
    .join('  ').trimEnd().concat('\n')

const day = (moment: Date): string => moment.toISOString().slice(0, 10)
