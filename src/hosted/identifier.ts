import type { IdentifierKind } from '#src/contracts/hosted/views/sign-in-view.ts'
import { signInNames } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

const KINDS: Readonly<Record<string, IdentifierKind>> = {
  username: 'username',
  email: 'email',
  phone_number: 'phone_number',
  'email,phone_number': 'email_or_phone',
  'email,username': 'username_or_email',
  'phone_number,username': 'username_or_phone',
  'preferred_username,username': 'username',
}

/** What the identifier field asks for in this pool. */
export const identifierKind = (pool: UserPool): IdentifierKind => KINDS[[...signInNames(pool)].sort().join()] ?? 'any'
