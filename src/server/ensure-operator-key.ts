import { StartError } from '#src/contracts/start-error.ts'
import { createAccessKey, type CreateAccessKeyDeps } from '#src/domain/access-keys/create-access-key.ts'
import type { AccessKeyStore } from '#src/domain/access-keys/access-key-store.ts'
import { isDomainError } from '#src/domain/domain-error.ts'

export type EnsureOperatorKeyDeps = CreateAccessKeyDeps & { accessKeys: Pick<AccessKeyStore, 'createAccessKey' | 'findAccessKey' | 'listAccessKeys'> }

type KeyPair = { id: string; secret: string }

/**
 * Sees to it that an operator can sign requests: stores the configured pair, or makes one where there was never any. Returns the pair
 * that this very start made, to be shown once. StartError when the configured id is stored with another secret, or revoked.
 */
export async function ensureOperatorKey(deps: EnsureOperatorKeyDeps, configured: KeyPair | null): Promise<KeyPair | null> {
  if (configured !== null) {
    await storeConfigured(deps, configured)
    return null
  }
  const { keys } = await deps.accessKeys.listAccessKeys({ after: null, limit: 1 })
  if (keys.length > 0) return null
  const { id, secret } = await createAccessKey(deps, { description: 'made at the first start' })
  return { id, secret }
}

async function storeConfigured(deps: EnsureOperatorKeyDeps, pair: KeyPair): Promise<void> {
  const known = await deps.accessKeys.findAccessKey(pair.id)
  if (known?.secret === pair.secret) return
  if (known !== null) throw refused('is stored with another secret: revoke that one (npm run access-keys -- revoke), or set another id')
  try {
    await createAccessKey(deps, { description: 'from the configuration', pinned: pair })
  } catch (error) {
    if (!isDomainError(error)) throw error
    // Revoked, or another instance that starts at this moment was first.
    if ((await deps.accessKeys.findAccessKey(pair.id))?.secret !== pair.secret) throw refused('was revoked: set another pair')
  }
}

const refused = (why: string): StartError => new StartError('ConfigurationInvalid', `The access key of ACCESS_KEY_ID ${why}.`)
