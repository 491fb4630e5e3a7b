/** A user's authenticator (Cognito: TOTP software token). */
export type SoftwareToken = {
  userId: string
  /** Base32, sealed in storage. Null until the first one is verified. */
  seed: string | null
  /** A newer seed that was handed out and waits for its first code; the live one works until then. */
  pendingSeed: string | null
  friendlyName: string | null
  /** The last time step whose code was accepted, of the live seed. */
  lastStep: number | null
  createdAt: Date
  updatedAt: Date
  version: number
}

export type SoftwareTokenStore = {
  findSoftwareToken(userId: string): Promise<SoftwareToken | null>
  /** Inserts at version 0, else replaces by compare-and-set on `version`: true for exactly one of racing callers. UserNotFound when the user is gone. */
  saveSoftwareToken(token: SoftwareToken): Promise<boolean>
  /** Marks a time step of this version's seed as used, unless it or a later one is: true for exactly one of racing callers. */
  spendStep(token: Pick<SoftwareToken, 'userId' | 'version'>, step: number, at: Date): Promise<boolean>
  deleteSoftwareToken(userId: string): Promise<void>
}
