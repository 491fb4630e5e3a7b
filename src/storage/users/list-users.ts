import type { UserFilter } from '#src/domain/users/user-store.ts'
import type { User, UserStatus } from '#src/domain/users/user.ts'
import { type Statement, statement } from '#src/storage/engine/sql.ts'
import { keysetPage } from '#src/storage/keyset-page.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { textAfterPrefix, uuidRange } from './prefix-range.ts'
import { userColumns, userFromRow, type UserRow } from './user-columns.ts'
import { decodeCursor, encodeCursor, type UserCursor } from './user-cursor.ts'
import type { UserStoreDeps } from './user-store.ts'

type Listed = UserRow & { sortValue: string }
type TextAttribute = Exclude<UserFilter['attribute'], 'sub' | 'status' | 'cognito:user_status'>
/** A stretch of an index: the users after `afterId` in it. The list is its runs, one after the other. */
type Run = { listing: Statement<Listed>; afterId: string; values: unknown[] }

/** Ids are random (RFC 9562 version 4): none is this one. */
const beforeEveryId = '00000000-0000-0000-0000-000000000000'
const afterEveryText = '\u{10ffff}'
const statuses: readonly UserStatus[] = ['CONFIRMED', 'EXTERNAL_PROVIDER', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED', 'UNCONFIRMED']
const enabledWords = ['Disabled', 'Enabled'] as const

const list = (name: string, value: string, condition: string, order = 'u.id'): Statement<Listed> =>
  statement(`list_users_${name}`, `SELECT ${userColumns('u')}, ${value} AS "sortValue" FROM users u WHERE u.pool_id = $1 AND ${condition} ORDER BY ${order} LIMIT $2`)

const everyone = list('by_id', `''`, 'u.id > $3')
const withinIds = list('by_id_range', `''`, 'u.id > $3 AND u.id >= $4 AND u.id <= $5')
const withStatus = list('with_status', 'u.status', 'u.status = $4 AND u.id > $3')
const withEnabled = list('with_enabled', `CASE WHEN u.enabled THEN 'Enabled' ELSE 'Disabled' END`, 'u.enabled = $4 AND u.id > $3')

const textAttributes: readonly TextAttribute[] = ['username', 'email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username']
const textLists = new Map(
  textAttributes.map((attribute) => {
    const value = expressionOf(attribute)
    return [attribute, {
      equal: list(`with_${attribute}`, value, `${value} = $4 AND u.id > $3`),
      prefixed: list(`with_${attribute}_prefix`, value, `(${value}, u.id) > ($4, $3::uuid) AND ${value} < $5`, `${value}, u.id`),
    }]
  }),
)

/** The expressions of the indexes at the end of the first migration, word for word: other words would scan the pool. */
function expressionOf(attribute: TextAttribute): string {
  return attribute === 'username' ? `((u.username || '') COLLATE "C")` : `((u.attributes->>'${attribute}') COLLATE "C")`
}

/**
 * A page of users in an order of its own for each filter, each read along an index from where the page before ended
 * (Cognito: ListUsers, "Filter"). The user status is compared without regard to case, `status` is Enabled or Disabled.
 */
export async function listUsers(
  { sql, sealer }: UserStoreDeps,
  { poolId, filter, after, limit }: { poolId: string; filter: UserFilter | null; after: string | null; limit: number },
): Promise<{ users: User[]; next: string | null }> {
  const rows: Listed[] = []
  for (const { listing, afterId, values } of runsOf(filter, after === null ? null : decodeCursor(after))) {
    if (rows.length > limit) break
    rows.push(...(await sql.query(listing, [poolId, limit + 1 - rows.length, afterId, ...values])))
  }
  const { rows: shown, next } = keysetPage(rows, limit, (row) => encodeCursor({ value: row.sortValue, id: row.id }))
  return { users: shown.map((row) => userFromRow(sealer, row)), next }
}

function runsOf(filter: UserFilter | null, cursor: UserCursor | null): Run[] {
  const afterId = cursor?.id ?? beforeEveryId
  if (filter === null) return [{ listing: everyone, afterId, values: [] }]
  const { attribute, match, value } = filter
  switch (attribute) {
    case 'sub': {
      const range = match === 'starts-with' ? uuidRange(value) : isUuid(value) ? { first: value, last: value } : undefined
      return range === undefined ? [] : [{ listing: withinIds, afterId, values: [range.first, range.last] }]
    }
    case 'status':
      return runsOfWords(enabledWords, filter, cursor).map(({ word, afterId }) => ({ listing: withEnabled, afterId, values: [word === 'Enabled'] }))
    case 'cognito:user_status':
      return runsOfWords(statuses, { match, value: value.toUpperCase() }, cursor).map(({ word, afterId }) => ({ listing: withStatus, afterId, values: [word] }))
    default: {
      const lists = textLists.get(attribute)
      if (lists === undefined) return []
      if (match === 'equals') return [{ listing: lists.equal, afterId, values: [value] }]
      return [{ listing: lists.prefixed, afterId, values: [cursor?.value ?? value, textAfterPrefix(value) ?? afterEveryText] }]
    }
  }
}

/** One run for each matching word, from the cursor's on. */
function runsOfWords(words: readonly string[], { match, value }: Pick<UserFilter, 'match' | 'value'>, cursor: UserCursor | null) {
  return words
    .filter((word) => (match === 'equals' ? word === value : word.startsWith(value)))
    .filter((word) => cursor === null || word >= cursor.value)
    .map((word) => ({ word, afterId: cursor?.value === word ? cursor.id : beforeEveryId }))
}
