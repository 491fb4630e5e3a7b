import type { TokenFamily } from '#src/domain/tokens/token-store.ts'

const columns: Readonly<Record<keyof TokenFamily, string>> = {
  originJti: 'origin_jti',
  poolId: 'pool_id',
  clientId: 'client_id',
  userId: 'user_id',
  grantId: 'grant_id',
  sessionUid: 'session_uid',
  scope: 'scope',
  resource: 'resource',
  nonce: 'nonce',
  amr: 'amr',
  acr: 'acr',
  jkt: 'jkt',
  deviceKey: 'device_key',
  eventId: 'event_id',
  source: 'source',
  authTime: 'auth_time',
  createdAt: 'created_at',
  lastUsedAt: 'last_used_at',
  expiresAt: 'expires_at',
  revokedAt: 'revoked_at',
  lastAddress: 'last_address',
  lastUserAgent: 'last_user_agent',
}
/** Types of those that are not text: in a SELECT nothing else tells the database. */
const types: Readonly<Partial<Record<keyof TokenFamily, string>>> = {
  originJti: 'uuid', userId: 'uuid', amr: 'text[]', authTime: 'timestamptz', createdAt: 'timestamptz', lastUsedAt: 'timestamptz', expiresAt: 'timestamptz', revokedAt: 'timestamptz',
}
const names = Object.keys(columns) as (keyof TokenFamily)[]

/** A family beside other records in one row: its columns are called `family.<name>`. */
export type FamilyRow = { [Name in keyof TokenFamily as `family.${Name}`]: TokenFamily[Name] }

/** The column names in the order of `familyValues`. */
export const familyColumnNames: string = names.map((name) => columns[name]).join(', ')

/** All columns of the table called `alias`, for a SELECT list. */
export const familyColumns = (alias: string): string => names.map((name) => `${alias}.${columns[name]} AS "family.${name}"`).join(', ')

/** The values of a new row. */
export const familyValues = (family: TokenFamily): unknown[] => names.map((name) => family[name])

/** The placeholder of one of them, with its type. */
export const placeOf = (name: keyof TokenFamily): string => `$${names.indexOf(name) + 1}::${types[name] ?? 'text'}`

/** The placeholders of all of them. */
export const familyPlaces: string = names.map(placeOf).join(', ')

/** How many there are. */
export const familyColumnCount: number = names.length

export function familyFromRow(row: FamilyRow): TokenFamily {
  return {
    originJti: row['family.originJti'],
    poolId: row['family.poolId'],
    clientId: row['family.clientId'],
    userId: row['family.userId'],
    grantId: row['family.grantId'],
    sessionUid: row['family.sessionUid'],
    scope: row['family.scope'],
    resource: row['family.resource'],
    nonce: row['family.nonce'],
    amr: row['family.amr'],
    acr: row['family.acr'],
    jkt: row['family.jkt'],
    deviceKey: row['family.deviceKey'],
    eventId: row['family.eventId'],
    source: row['family.source'],
    authTime: row['family.authTime'],
    createdAt: row['family.createdAt'],
    lastUsedAt: row['family.lastUsedAt'],
    expiresAt: row['family.expiresAt'],
    revokedAt: row['family.revokedAt'],
    lastAddress: row['family.lastAddress'],
    lastUserAgent: row['family.lastUserAgent'],
  }
}
