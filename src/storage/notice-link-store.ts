import type { NoticeLink, NoticeLinkStore } from '#src/domain/notices/notice-link.ts'
import { type Sql, statement } from './engine/sql.ts'
import { retryConflicts } from './retry-conflicts.ts'
import { translated } from './translate-error.ts'

const columns = `digest, pool_id AS "poolId", user_id AS "userId", kind, undo, created_at AS "createdAt", expires_at AS "expiresAt"`

const add = statement(
  'add_notice_link',
  `INSERT INTO notice_links (digest, pool_id, user_id, kind, undo, created_at, expires_at)
  SELECT $1, $2, $3, $4, $5, $6, $7
  WHERE NOT ($8::boolean AND EXISTS (SELECT 1 FROM notice_links o WHERE o.user_id = $3 AND o.kind = $4 AND o.expires_at > $6))`,
)
const find = statement<NoticeLink>('find_notice_link', `SELECT ${columns} FROM notice_links WHERE digest = $1 AND pool_id = $2 AND used_at IS NULL AND expires_at > $3`)
/** Racing callers wait at the row, and find it used. */
const take = statement<NoticeLink>(
  'take_notice_link',
  `WITH taken AS (
    UPDATE notice_links SET used_at = $3 WHERE digest = $1 AND pool_id = $2 AND used_at IS NULL AND expires_at > $3 RETURNING *
  ),
  younger AS (
    UPDATE notice_links l SET used_at = $3 FROM taken
    WHERE l.user_id = taken.user_id AND l.created_at >= taken.created_at AND l.digest <> taken.digest AND l.used_at IS NULL
    RETURNING l.*
  )
  SELECT ${columns} FROM (SELECT 0 AS place, * FROM taken UNION ALL SELECT 1, * FROM younger) links ORDER BY place, created_at`,
)

/** Links of security notices. Every method is one statement. */
export function createNoticeLinkStore({ sql }: { sql: Sql }): NoticeLinkStore {
  return {
    addLink: ({ digest, poolId, userId, kind, undo, createdAt, expiresAt }, firstOfItsKind) =>
      translated(async () => (await sql.run(add, [digest, poolId, userId, kind, undo, createdAt, expiresAt, firstOfItsKind])) === 1),
    findLink: (poolId, digest, now) => translated(async () => (await sql.query(find, [digest, poolId, now]))[0] ?? null),
    takeLink: (poolId, digest, now) =>
      translated(() => retryConflicts(() => sql.query(take, [digest, poolId, now]))),
  }
}
