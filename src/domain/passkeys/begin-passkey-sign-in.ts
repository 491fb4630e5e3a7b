import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { NextChallenge } from '#src/domain/sign-in/sign-in-progress.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalIdentifier } from '#src/domain/users/canonical-name.ts'
import type { User } from '#src/domain/users/user.ts'
import type { PasskeyStore } from './passkey.ts'
import { findRelyingParty, type RelyingParty, type RelyingPartyDeps } from './relying-party.ts'
import { requestOptions } from './request-options.ts'

/*
 * How a sign-in comes to ask for a passkey:
 *
 *   const next = await beginPasskeySignIn(deps, { pool, user, username })
 *   if (next !== null) return openAttempt(deps, { pool, client, wire, user, flow, ... }, next, deps.random.token())
 *
 * `next` is a NextChallenge { challenge: 'WEB_AUTHN', parameters: { CREDENTIAL_REQUEST_OPTIONS }, state }. Null: the pool does not
 * take passkeys, or this user has none that works here. `user: null` with the typed `username` gives a decoy that looks the same each
 * time, for where existence is hidden; open it with `user: null` too: the strategy (challenges/web-authn.ts) refuses any answer to it.
 * `hasUsablePasskey` says whether WEB_AUTHN belongs among the available challenges. A record of another challenge that carries
 * `next.state` in its own state can have an answer judged by judgePasskey(deps, { pool, user, state, credential }).
 */

export type BeginPasskeySignInDeps = RelyingPartyDeps & {
  passkeys: Pick<PasskeyStore, 'passkeysOfUser'>
  random: Pick<Random, 'bytes'>
  keyedHash: Pick<KeyedHash, 'sign'>
}

export type BeginPasskeySignInInput = {
  pool: UserPool
  /** Null: nobody has this name. */
  user: User | null
  /** As typed; a decoy hangs on it. */
  username: string
}

/** Options for navigator.credentials.get, and the state its answer is judged by; one statement, none for a decoy. Null when no passkey fits. */
export const beginPasskeySignIn = async (deps: BeginPasskeySignInDeps, { pool, user, username }: BeginPasskeySignInInput): Promise<NextChallenge | null> => {
  const party = await findRelyingParty(deps, pool)
  if (party === null) return null
  const allowed = user === null ? [decoyPasskey(deps, pool, username)] : await usablePasskeys(deps, party, user)
  if (allowed.length === 0) return null
  const challenge = deps.random.bytes(32).toString('base64url')
  return {
    challenge: 'WEB_AUTHN',
    parameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(requestOptions(party, challenge, allowed)) },
    state: { webAuthn: digestToken(challenge) },
  }
}

/** Whether the user can answer WEB_AUTHN in this pool; somebody unknown seems to. At most one statement. */
export const hasUsablePasskey = async (deps: Pick<BeginPasskeySignInDeps, 'addresses' | 'passkeys'>, { pool, user }: { pool: UserPool; user: User | null }): Promise<boolean> => {
  const party = await findRelyingParty(deps, pool)
  return party !== null && (user === null || (await usablePasskeys(deps, party, user)).length > 0)
}

const usablePasskeys = async (deps: Pick<BeginPasskeySignInDeps, 'passkeys'>, party: RelyingParty, user: User) =>
  (await deps.passkeys.passkeysOfUser(user.id)).filter(({ rpId }) => rpId === party.id)

/** What somebody unknown would have: the same id each time for all spellings of a name, as long as the ids of common providers are. */
const decoyPasskey = ({ keyedHash }: Pick<BeginPasskeySignInDeps, 'keyedHash'>, pool: UserPool, username: string) => {
  const bytes = Buffer.from(keyedHash.sign('decoy-passkey', `${pool.id} ${canonicalIdentifier(pool, username) ?? username}`), 'base64url')
  const length = [16, 20, 32][bytes.readUInt8(31) % 3]
  return { id: bytes.subarray(0, length).toString('base64url'), transports: ['hybrid', 'internal'] }
}
