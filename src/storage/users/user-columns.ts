import type { Sealer } from '#src/crypto/sealing.ts'
import type { ListedUser } from '#src/domain/users/user-store.ts'
import type { Attributes, MfaPreference, PasswordCredential, User, UserStatus } from '#src/domain/users/user.ts'
import { openColumn } from '#src/storage/sealed-columns.ts'
import { IMPORTED_HASH, type SealedSecrets } from './user-values.ts'

/** A row of `users` as `userColumns` selects it. */
export type UserRow = {
  id: string
  poolId: string
  username: string
  status: string
  enabled: boolean
  attributes: Attributes
  pendingAttributes: Attributes
  passwordHash: string | null
  srpSealed: string | null
  passwordSetAt: Date | null
  passwordExpiresAt: Date | null
  mfa: Partial<MfaPreference>
  identities: Record<string, unknown>[]
  tokensValidFrom: Date | null
  deletionDueAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}

/** The same columns when the user was joined and may be missing. */
export type MaybeUserRow = UserRow | { [Column in keyof UserRow]: null }

const columns: Readonly<Record<keyof UserRow, string>> = {
  id: 'id',
  poolId: 'pool_id',
  username: 'username',
  status: 'status',
  enabled: 'enabled',
  attributes: 'attributes',
  pendingAttributes: 'pending_attributes',
  passwordHash: 'password_hash',
  srpSealed: 'srp_sealed',
  passwordSetAt: 'password_set_at',
  passwordExpiresAt: 'password_expires_at',
  mfa: 'mfa',
  identities: 'identities',
  tokensValidFrom: 'tokens_valid_from',
  deletionDueAt: 'deletion_due_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  version: 'version',
}

/** All columns of the table called `alias`, for a SELECT or RETURNING list. */
export const userColumns = (alias: string): string =>
  Object.entries(columns).map(([name, column]) => `${alias}.${column} AS "${name}"`).join(', ')

/** What lists show, and nothing secret. Moments are epoch seconds: two dates of each of sixty users are slow to read as texts. */
export type ListedRow = Pick<UserRow, 'id' | 'username' | 'status' | 'enabled' | 'attributes'> & { createdAt: number; updatedAt: number }

/** Those columns of the table called `alias`. */
export const listedColumns = (alias: string): string =>
  [
    ...(['id', 'username', 'status', 'enabled', 'attributes'] as const).map((name) => `${alias}.${columns[name]} AS "${name}"`),
    ...(['createdAt', 'updatedAt'] as const).map((name) => `date_part('epoch', ${alias}.${columns[name]}) AS "${name}"`),
  ].join(', ')

export const listedFromRow = ({ id, username, status, enabled, attributes, createdAt, updatedAt }: ListedRow): ListedUser =>
  ({ id, username, status: status as UserStatus, enabled, attributes, createdAt: moment(createdAt), updatedAt: moment(updatedAt) })

const moment = (epochSeconds: number): Date => new Date(Math.round(epochSeconds * 1000))

/** The record of a row. Salt and verifier are opened when first asked for: most readers never do. */
export function userFromRow(sealer: Sealer, row: UserRow): User {
  const { id, poolId, username, enabled, attributes, pendingAttributes, identities, tokensValidFrom, deletionDueAt, createdAt, updatedAt, version } = row
  return {
    id, poolId, username, enabled, attributes, pendingAttributes, identities, tokensValidFrom, deletionDueAt, createdAt, updatedAt, version,
    status: row.status as UserStatus,
    mfa: mfaFromRow(row.mfa),
    credential: credentialFromRow(sealer, row),
  }
}

export const mfaFromRow = ({ enabled = [], preferred = null }: UserRow['mfa']): MfaPreference => ({ enabled, preferred })

/** The same for a joined row; null when there was no user. */
export function maybeUserFromRow(sealer: Sealer, row: MaybeUserRow): User | null {
  return row.id === null ? null : userFromRow(sealer, row)
}

function credentialFromRow(sealer: Sealer, { id, passwordHash, srpSealed, passwordSetAt, passwordExpiresAt }: UserRow): PasswordCredential | null {
  if (passwordHash === null || srpSealed === null || passwordSetAt === null) return null
  let opened: SealedSecrets | undefined
  const secrets = () => (opened ??= JSON.parse(openColumn(sealer, 'users.srp_sealed', id, srpSealed)) as SealedSecrets)
  const verifier = (): { salt: string; verifier: string } => {
    const sealed = secrets()
    if (!('salt' in sealed)) throw new Error('Beside a hash of ours is a verifier.')
    return sealed
  }
  // Opened by who reads in it: a sign-in by password only asks whether it is there.
  const srp = {
    get salt() {
      return verifier().salt
    },
    get verifier() {
      return verifier().verifier
    },
  }
  return {
    get hash() {
      if (passwordHash !== IMPORTED_HASH) return passwordHash
      const sealed = secrets()
      return 'importedHash' in sealed ? sealed.importedHash : ''
    },
    get srp() {
      return passwordHash === IMPORTED_HASH ? null : srp
    },
    setAt: passwordSetAt,
    expiresAt: passwordExpiresAt,
  }
}
