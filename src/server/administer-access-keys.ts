import type { Config } from '#src/config/config.ts'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import type { AccessKeyStore } from '#src/domain/access-keys/access-key-store.ts'
import { createAccessKey } from '#src/domain/access-keys/create-access-key.ts'
import { listAccessKeys } from '#src/domain/access-keys/list-access-keys.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { createStores } from '#src/storage/create-stores.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import type { Log } from './log.ts'

export type AccessKeyCommand = { kind: 'create'; description: string | null } | { kind: 'list' } | { kind: 'revoke'; id: string }

export const ACCESS_KEYS_USAGE = 'npm run access-keys -- create [description] | list | revoke <id>'

/** What a command line asks for, or null. */
export function readAccessKeyCommand([verb, ...rest]: readonly string[]): AccessKeyCommand | null {
  const text = rest.join(' ').trim()
  if (verb === 'create') return { kind: 'create', description: text === '' ? null : text }
  if (verb === 'list' && text === '') return { kind: 'list' }
  return verb === 'revoke' && text !== '' ? { kind: 'revoke', id: text } : null
}

/**
 * Carries a command out on the database of running instances too, which hear of it within a second, and returns what to print. The
 * embedded database is in use while the server runs: StartError DataFolderInUse then.
 */
export async function administerAccessKeys(config: Config, log: Log, command: AccessKeyCommand): Promise<string> {
  const sealer = createSealer(loadMasterKeys(config))
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, log })
  try {
    await checkMasterKey({ database, sealer })
    return await carryOut(createStores({ database, sealer, log }), command)
  } finally {
    await database.close()
  }
}

async function carryOut({ accessKeys }: { accessKeys: AccessKeyStore }, command: AccessKeyCommand): Promise<string> {
  const clock = { now: () => new Date() }
  switch (command.kind) {
    case 'create': {
      const { id, secret } = await createAccessKey({ accessKeys, clock, random: systemRandom }, { description: command.description })
      return `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\nThe secret is not shown again.\n`
    }
    case 'list': return (await listAccessKeys({ accessKeys })).map(line).join('')
    case 'revoke':
      await accessKeys.revokeAccessKey(command.id, clock.now())
      return `${command.id} signs no request any more.\n`
  }
}

type Listed = Awaited<ReturnType<typeof listAccessKeys>>[number]

const line = ({ id, createdAt, lastUsedAt, revokedAt, description }: Listed): string =>
  [id, `created ${day(createdAt)}`, lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`, revokedAt === null ? 'live' : `revoked ${day(revokedAt)}`, description ?? '']
    .join('  ').trimEnd().concat('\n')

const day = (moment: Date): string => moment.toISOString().slice(0, 10)
