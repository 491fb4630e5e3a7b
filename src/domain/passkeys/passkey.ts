/** A passkey of a user (WebAuthn: credential record). Its public key is COSE-encoded; there is no secret in it. */
export type Passkey = {
  poolId: string
  /** Credential id, base64url; unique in the pool. */
  id: string
  userId: string
  publicKey: Uint8Array
  /** Signature counter; stays 0 with most passkeys. */
  counter: number
  transports: string[]
  /** Model of the authenticator, a UUID; all zeros when it does not say. */
  aaguid: string
  name: string
  /** The relying party it was made for: it works for no other. */
  rpId: string
  attachment: 'platform' | 'cross-platform' | null
  backedUp: boolean
  createdAt: Date
  lastUsedAt: Date | null
}

/** A registration under way. The challenge itself is known to the caller alone. */
export type PasskeyChallenge = {
  /** SHA-256 of the challenge. */
  digest: string
  poolId: string
  clientId: string
  userId: string
  rpId: string
  createdAt: Date
  expiresAt: Date
}

export type PasskeyUse = { poolId: string; id: string; userId: string; counter: number; backedUp: boolean; at: Date }

/** Passkeys and their registrations. Every method is one statement. */
export type PasskeyStore = {
  /** Stores it, and forgets all but the newest few of the same user. */
  saveChallenge(challenge: PasskeyChallenge): Promise<void>
  /** Removes and returns the user's challenge: exactly one of racing callers gets it; null for all others and for somebody else's. */
  takeChallenge(digest: string, userId: string): Promise<PasskeyChallenge | null>
  /** LimitExceeded when the user has `limit` already, also of racing callers; InvalidParameter when the id is taken in the pool. */
  addPasskey(passkey: Passkey, limit: number): Promise<void>
  /** Oldest first. */
  passkeysOfUser(userId: string): Promise<Passkey[]>
  findPasskey(poolId: string, id: string): Promise<Passkey | null>
  /** Compare-and-set on the counter: false when it does not rise (two zeros are fine), or the passkey is gone. */
  recordUse(use: PasskeyUse): Promise<boolean>
  /** False when the user has no such passkey. */
  renamePasskey(passkey: { poolId: string; userId: string; id: string; name: string }): Promise<boolean>
  /** 'last' when `keepLast` forbids it: one of racing deletions of the last two passkeys is refused. */
  deletePasskey(passkey: { poolId: string; userId: string; id: string; keepLast: boolean }): Promise<'deleted' | 'unknown' | 'last'>
}
