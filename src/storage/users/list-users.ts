import { MOST_LISTED } from '#src/domain/users/list-users.ts'
import type { UserFilter, UserStore } from '#src/domain/users/user-store.ts'
import type { UserStatus } from '#src/domain/users/user.ts'
import { type Statement, statement } from '#src/storage/engine/sql.ts'
import { keysetPage } from '#src/storage/keyset-page.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { createLookUp, lookUpStatement } from './look-up-users.ts'
import { textAfterPrefix, uuidRange } from './prefix-range.ts'
import { listedColumns, listedFromRow, type ListedRow } from './user-columns.ts'
import { decodeCursor, encodeCursor, type UserCursor } from './user-cursor.ts'
import type { UserStoreDeps } from './user-store.ts'

type TextAttribute = Exclude<UserFilter['attribute'], 'sub' | 'status' | 'cognito:user_status'>
/** A stretch of an index: the users after `afterId` in it. */
type Stretch = { listing: Statement<ListedRow>; afterId: string; values: unknown[] } | { has: TextAttribute; afterId: string; value: string }

/** Ids are random (RFC 9562 version 4): none is this one. */
const beforeEveryId = '00000000-0000-0000-0000-000000000000'
const afterEveryText = '\u{10ffff}'
const statuses: readonly UserStatus[] = ['CONFIRMED', 'EXTERNAL_PROVIDER', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED', 'UNCONFIRMED']
const enabledWords = ['Disabled', 'Enabled'] as const

/**
 * The number within says how long a page is at most: of a limit in a parameter PostgreSQL guesses that it means a tenth of the pool, and
 * would plan the page anew every time in a large one.
 */
const list = (name: string, condition: string, order = 'u.id'): Statement<ListedRow> => statement(
  `list_users_${name}`,
  `SELECT * FROM (SELECT ${listedColumns('u')} FROM users u WHERE u.pool_id = $1 AND ${condition} ORDER BY ${order} LIMIT ${MOST_LISTED + 1}) page LIMIT $2`,
)

const everyone = list('by_id', 'u.id > $3')
const withinIds = list('by_id_range', 'u.id > $3 AND u.id >= $4 AND u.id <= $5')
// The words that begin alike stand side by side in the index: a list of several is one stretch of it, too.
const withStatus = list('with_status', '(u.status, u.id) > ($4, $3::uuid) AND u.status <= $5', 'u.status, u.id')
const withEnabled = list('with_enabled', '(u.enabled, u.id) > ($4::boolean, $3::uuid) AND u.enabled <= $5::boolean', 'u.enabled, u.id')

const textAttributes: readonly TextAttribute[] = ['username', 'email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username']
const textLists = new Map(
  textAttributes.map((attribute) => {
    const value = expressionOf(attribute)
    return [attribute, {
      equal: lookUpStatement(attribute, value),
      prefixed: list(`with_${attribute}_prefix`, `(${value}, u.id) > ($4, $3::uuid) AND ${value} < $5`, `${value}, u.id`),
    }]
  }),
)

/** The expressions of the indexes at the end of the first migration, word for word: other words would scan the pool. */
function expressionOf(attribute: TextAttribute): string {
  return attribute === 'username' ? `((u.username || '') COLLATE "C")` : `((u.attributes->>'${attribute}') COLLATE "C")`
}

/**
 * Lists users in pages, in an order of its own for each filter, read in one statement along an index from where the page before ended
 * (Cognito: ListUsers, "Filter"). The user status is compared without regard to case, `status` is Enabled or Disabled. Racing calls
 * that look users up by a value share a statement.
 */
export function createUserLister({ sql }: Pick<UserStoreDeps, 'sql'>): UserStore['listUsers'] {
  const lookUps = new Map([...textLists].map(([attribute, { equal }]) => [attribute, createLookUp(sql, equal)]))
  const read = (poolId: string, stretch: Stretch, most: number): Promise<ListedRow[]> =>
    'has' in stretch
      ? (lookUps.get(stretch.has) ?? noLookUp)({ poolId, value: stretch.value, afterId: stretch.afterId, most })
      : sql.query(stretch.listing, [poolId, most, stretch.afterId, ...stretch.values])
  return async ({ poolId, filter, after, limit }) => {
    if (limit > MOST_LISTED) throw new RangeError(`A page has at most ${MOST_LISTED} users.`)
    const stretch = stretchOf(filter, after === null ? null : decodeCursor(after))
    const found = stretch === null ? [] : await read(poolId, stretch, limit + 1)
    const { rows, next } = keysetPage(found, limit, (row) => encodeCursor({ value: sortValue(filter, row), id: row.id }))
    return { users: rows.map(listedFromRow), next }
  }
}

const noLookUp = (): never => {
  throw new Error('Each of these attributes has a list.')
}

/** What a list is sorted by before the id. */
function sortValue(filter: UserFilter | null, { username, status, enabled, attributes }: ListedRow): string {
  if (filter === null) return ''
  switch (filter.attribute) {
    case 'sub': return ''
    case 'status': return enabled ? 'Enabled' : 'Disabled'
    case 'cognito:user_status': return status
    case 'username': return username
    default: return attributes[filter.attribute] ?? ''
  }
}

/** Null where no user can match. */
function stretchOf(filter: UserFilter | null, cursor: UserCursor | null): Stretch | null {
  const afterId = cursor?.id ?? beforeEveryId
  if (filter === null) return { listing: everyone, afterId, values: [] }
  const { attribute, match, value } = filter
  switch (attribute) {
    case 'sub': {
      const range = match === 'starts-with' ? uuidRange(value) : isUuid(value) ? { first: value, last: value } : undefined
      return range === undefined ? null : { listing: withinIds, afterId, values: [range.first, range.last] }
    }
    case 'status': {
      const words = matchingWords(enabledWords, filter, cursor)
      return words && { listing: withEnabled, afterId, values: [words.from === 'Enabled', words.to === 'Enabled'] }
    }
    case 'cognito:user_status': {
      const words = matchingWords(statuses, { match, value: value.toUpperCase() }, cursor)
      return words && { listing: withStatus, afterId, values: [words.from, words.to] }
    }
    default: {
      const lists = textLists.get(attribute)
      if (lists === undefined) return null
      if (match === 'equals') return { has: attribute, afterId, value }
      return { listing: lists.prefixed, afterId, values: [cursor?.value ?? value, textAfterPrefix(value) ?? afterEveryText] }
    }
  }
}

/** First and last of the words that match, all those between them too, from the cursor's on; null when none does. */
function matchingWords(words: readonly string[], { match, value }: Pick<UserFilter, 'match' | 'value'>, cursor: UserCursor | null): { from: string; to: string } | null {
  const found = words.filter((word) => (match === 'equals' ? word === value : word.startsWith(value)))
  const [first, last] = [found[0], found.at(-1)]
  if (first === undefined || last === undefined) return null
  return { from: cursor !== null && found.includes(cursor.value) ? cursor.value : first, to: last }
}
