import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { type AuthenticationResponse, authenticationResponse, type ClientData, parseJson, readClientData, userHandleOf } from './credential-response.ts'
import type { Passkey, PasskeyStore } from './passkey.ts'
import { findRelyingParty, type RelyingParty, type RelyingPartyDeps } from './relying-party.ts'
import { webAuthnLibrary } from './web-authn-library.ts'

export type JudgePasskeyDeps = RelyingPartyDeps & { clock: Clock; passkeys: Pick<PasskeyStore, 'findPasskey' | 'recordUse'> }

export type JudgePasskeyInput = {
  pool: UserPool
  /** Null when the challenge was pretended for somebody unknown: no answer is right. */
  user: User | null
  /** As beginPasskeySignIn gave it. */
  state: Readonly<Record<string, unknown>>
  /** AuthenticationResponseJSON as text. */
  credential: string
}

export type ProvenPasskey = { user: User; amr: AuthenticationMethod[]; change: () => Promise<User> }

/**
 * Whether a passkey of this user signed this challenge, at an allowed origin, for this relying party (WebAuthn §7.2); `change` moves
 * its counter on, by compare-and-set. NotAuthorized in the words of a wrong password for whatever is wrong.
 */
export const judgePasskey = async (deps: JudgePasskeyDeps, { pool, user, state, credential }: JudgePasskeyInput): Promise<ProvenPasskey> => {
  const party = await findRelyingParty(deps, pool)
  const parsed = authenticationResponse.safeParse(parseJson(credential))
  if (!parsed.success || party === null) throw refused()
  const given = parsed.data
  const clientData = readClientData(given.response.clientDataJSON)
  if (clientData === null || !isExpected(party, clientData, state)) throw refused()
  const passkey = await deps.passkeys.findPasskey(pool.id, given.id)
  if (passkey === null || user === null || passkey.userId !== user.id || passkey.rpId !== party.id) throw refused()
  const { userHandle } = given.response
  if (userHandle != null && userHandle !== userHandleOf(user.id)) throw refused()
  const { counter, backedUp, userVerified } = await verifyAssertion(party, passkey, given, clientData)
  return {
    user,
    // RFC 8176: a key in the device, or one that is carried along.
    amr: [passkey.attachment === 'cross-platform' ? 'hwk' : 'swk', ...(party.countsAsTwoFactors && userVerified ? ['mfa' as const] : [])],
    async change() {
      const used = await deps.passkeys.recordUse({ poolId: pool.id, id: passkey.id, userId: user.id, counter, backedUp, at: deps.clock.now() })
      if (!used) throw refused()
      return user
    },
  }
}

const isExpected = (party: RelyingParty, { type, challenge, origin, crossOrigin, topOrigin }: ClientData, state: JudgePasskeyInput['state']): boolean =>
  type === 'webauthn.get' && state['webAuthn'] === digestToken(challenge) && crossOrigin !== true && topOrigin === undefined && party.allowsOrigin(origin)

const verifyAssertion = async (party: RelyingParty, passkey: Passkey, given: AuthenticationResponse, { challenge, origin }: ClientData) => {
  const { verifyAuthenticationResponse } = await webAuthnLibrary()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: party.id,
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
      requireUserVerification: party.userVerification === 'required',
    })
    if (!verified) throw refused()
    return { counter: authenticationInfo.newCounter, backedUp: authenticationInfo.credentialBackedUp, userVerified: authenticationInfo.userVerified }
  } catch (error) {
    throw refused(error)
  }
}

const refused = (cause?: unknown): DomainError =>
  new DomainError('NotAuthorized', 'Incorrect username or password.', { reason: 'passkey-refused', ...(cause === undefined ? {} : { cause }) })
