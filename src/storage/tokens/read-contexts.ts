import type { AccessContext, AccessQuestion, DescribedUser, RefreshContext, TokenStore, TokenUser } from '#src/domain/tokens/token-store.ts'
import { queryRows, rowsStatement, type RowsStatement } from '#src/storage/engine/rows-asked.ts'
import { type Sql, statement } from '#src/storage/engine/sql.ts'
import { gatherReads } from '#src/storage/gather-reads.ts'
import { groupsFromJson, groupsOf, type GroupJson } from '#src/storage/groups-of-user.ts'
import { translated } from '#src/storage/translate-error.ts'
import { maybeUserFromRow, type MaybeUserRow, mfaFromRow, userColumns, type UserRow } from '#src/storage/users/user-columns.ts'
import { isUuid } from '#src/storage/uuid.ts'
import { familyColumns, familyFromRow, type FamilyRow } from './family-columns.ts'
import { openSuccessor } from './rotate-refresh-token.ts'
import type { TokenStoreDeps } from './token-store.ts'

type RefreshRow = MaybeUserRow & FamilyRow & { consumedAt: Date | null; successorSealed: string | null; groups: GroupJson[] }
/** `place`: of the question, from 1. */
type AccessRow = { place: number; familyRevoked: boolean }
type DescribedRow = Omit<DescribedUser, 'mfa'> & Pick<UserRow, 'mfa'>
type MaybeDescribedRow = DescribedRow | { [Column in keyof DescribedRow]: null }

/** Rows of one statement at most: what a busy second brings in one turn of the event loop. */
const MOST_AT_ONCE = 100

const refreshContext = statement<RefreshRow>(
  'read_refresh_context',
  `SELECT t.consumed_at AS "consumedAt", t.successor_sealed AS "successorSealed", ${familyColumns('f')}, ${userColumns('u')}, ${groupsOf('u.id')} AS groups
  FROM refresh_tokens t JOIN token_families f ON f.origin_jti = t.origin_jti LEFT JOIN users u ON u.id = f.user_id
  WHERE t.digest = $1`,
)
/**
 * `columns`: of the user, called `u`. A sign-in before the user was signed out everywhere is judged by its time as well: its family may
 * have been stored while that was done.
 */
const accessStatement = <Row extends AccessRow>(name: string, columns: string) => rowsStatement<Row>(
  name, { pool_id: 'text', user_id: 'uuid', origin_jti: 'uuid' }, (asked) =>
  `SELECT ${columns}, a.place, a.origin_jti IS NOT NULL AND f.origin_jti IS NULL AS "familyRevoked"
  FROM ${asked}
    LEFT JOIN users u ON u.pool_id = a.pool_id AND u.id = a.user_id
    LEFT JOIN token_families f ON f.origin_jti = a.origin_jti AND f.user_id = a.user_id AND f.revoked_at IS NULL
      AND (u.tokens_valid_from IS NULL OR f.auth_time >= u.tokens_valid_from)`,
)
const accessContexts = accessStatement<MaybeUserRow & AccessRow>('read_access_contexts', userColumns('u'))
const describedAccess = accessStatement<MaybeDescribedRow & AccessRow>(
  'describe_access', 'u.id, u.username, u.enabled, u.attributes, u.identities, u.mfa, u.tokens_valid_from AS "tokensValidFrom"',
)

/** One statement, no write; null when the token is unknown. */
export function readRefreshContext({ sql, sealer }: TokenStoreDeps, digest: string): Promise<RefreshContext | null> {
  return translated(async () => {
    const [row] = await sql.query(refreshContext, [digest])
    if (row === undefined) return null
    return {
      token: { digest, consumedAt: row.consumedAt, successor: openSuccessor(sealer, digest, row.successorSealed) },
      family: familyFromRow(row),
      user: maybeUserFromRow(sealer, row),
      groups: groupsFromJson(row.groups),
    }
  })
}

/** The reader of access contexts: one statement for those asked for at once. A family that is not there any more is revoked: families outlive their access tokens. */
export const createAccessContextReader = ({ sql, sealer }: TokenStoreDeps): TokenStore['readAccessContext'] =>
  createReader(sql, accessContexts, (row) => maybeUserFromRow(sealer, row))

/** The same with less of the user. */
export const createAccessDescriber = ({ sql }: TokenStoreDeps): TokenStore['describeAccess'] => createReader(sql, describedAccess, describedUserFromRow)

function createReader<Row extends AccessRow, Whose extends TokenUser>(sql: Sql, select: RowsStatement<Row>, userOf: (row: Row) => Whose | null): (question: AccessQuestion) => Promise<AccessContext<Whose>> {
  const read = gatherReads<AccessQuestion, AccessContext<Whose>>({
    most: MOST_AT_ONCE,
    async readAll(questions) {
      const rows = await queryRows(sql, select, questions.map(({ poolId, userId, originJti }) => [poolId, userId, originJti]))
      const contexts: AccessContext<Whose>[] = []
      for (const row of rows) contexts[row.place - 1] = { user: userOf(row), familyRevoked: row.familyRevoked }
      return contexts
    },
  })
  return async (question) => {
    if (!isUuid(question.userId) || (question.originJti !== null && !isUuid(question.originJti))) return { user: null, familyRevoked: question.originJti !== null }
    return translated(() => read(question))
  }
}

const describedUserFromRow = ({ id, username, enabled, attributes, identities, mfa, tokensValidFrom }: MaybeDescribedRow): DescribedUser | null =>
  id === null ? null : { id, username, enabled, attributes, identities, mfa: mfaFromRow(mfa), tokensValidFrom }
