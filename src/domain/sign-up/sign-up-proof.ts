import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'

const PURPOSE = 'sign-up-proof'

/**
 * What only the browser that signed up holds: it may say "wrong address?" for its own account, and for no other. Names the user
 * by id, since the address they signed up with may be the very thing that is wrong.
 */
export const makeSignUpProof = (keyedHash: Pick<KeyedHash, 'sign'>, client: AppClient, userId: string): string =>
  `${userId}.${keyedHash.sign(PURPOSE, subject(client, userId))}`

/** The user id a proof was made for, or null when it was not made here for this client. */
export const readSignUpProof = (keyedHash: Pick<KeyedHash, 'verify'>, client: AppClient, proof: string): string | null => {
  const [userId = '', signature = ''] = proof.split('.')
  return keyedHash.verify(PURPOSE, subject(client, userId), signature) ? userId : null
}

const subject = (client: AppClient, userId: string): string => JSON.stringify([client.poolId, client.id, userId])
