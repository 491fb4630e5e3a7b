/** A key pair of an operator, for signed requests (SigV4). `secret` is in memory only: stored sealed. */
export type AccessKey = {
  id: string
  secret: string
  description: string | null
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** Operators' key pairs. Reads of one key may be at most a second old; own writes are seen at once. */
export type AccessKeyStore = {
  /** InvalidParameter when the id is taken. */
  createAccessKey(key: AccessKey): Promise<void>
  /** With its secret opened; null when unknown or revoked. */
  findAccessKey(id: string): Promise<AccessKey | null>
  /** Id order, revoked ones included, without secrets. */
  listAccessKeys(page: { after: string | null; limit: number }): Promise<{ keys: Omit<AccessKey, 'secret'>[]; next: string | null }>
  /** ResourceNotFound when it is unknown. A second call changes nothing. */
  revokeAccessKey(id: string, at: Date): Promise<void>
  /** Remembers when it was last used, exact to a minute: most calls write nothing. */
  touchAccessKey(id: string, at: Date): Promise<void>
}
