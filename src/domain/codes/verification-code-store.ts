/** `attribute:<name>` proves an attribute; the others are what they say. */
export type CodePurpose = 'sign-up' | 'forgot-password' | `attribute:${string}`

export type VerificationCode = {
  userId: string
  poolId: string
  purpose: CodePurpose
  /** Keyed hash over purpose, pool, user and code: no code works for another purpose, user or pool. */
  codeHash: string
  /** The attribute value the code was sent to. */
  destination: string
  /** email | phone_number */
  attribute: string
  createdAt: Date
  expiresAt: Date
}

export type VerificationCodeStore = {
  /** Replaces an older code of the same user and purpose: only the newest is valid. */
  saveCode(code: VerificationCode): Promise<void>
  findCode(userId: string, purpose: CodePurpose): Promise<VerificationCode | null>
  /** Deletes the code if it still is the given one: true for exactly one of racing callers. */
  consumeCode(userId: string, purpose: CodePurpose, codeHash: string): Promise<boolean>
  deleteCodes(userId: string): Promise<void>
}
