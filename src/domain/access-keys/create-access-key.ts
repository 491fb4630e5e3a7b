import type { Random } from '#src/crypto/random.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { AccessKey, AccessKeyStore } from './access-key-store.ts'

export type CreateAccessKeyDeps = { accessKeys: Pick<AccessKeyStore, 'createAccessKey'>; random: Random; clock: Clock }

/** Twenty characters, as AWS's clients expect of one; what it begins with tells a key of this program in a log or a leak. */
const newKeyId = (random: Random): string => `PHAK${random.fromAlphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`

/**
 * Makes a key pair that signs requests of an operator (AWS Signature Version 4). `pinned` fixes the pair; InvalidParameter when its id
 * is taken. The secret is shown by this answer alone.
 */
export const createAccessKey = async (deps: CreateAccessKeyDeps, input: { description: string | null; pinned?: { id: string; secret: string } }): Promise<AccessKey> => {
  const key: AccessKey = {
    id: input.pinned?.id ?? newKeyId(deps.random),
    secret: input.pinned?.secret ?? deps.random.token(30),
    description: input.description,
    createdAt: deps.clock.now(),
    lastUsedAt: null,
    revokedAt: null,
  }
  await deps.accessKeys.createAccessKey(key)
  return key
}
