import type { Sealer } from '#src/crypto/sealing.ts'
import type { ClaimedMessage, MessageFilter, OutboxStore, StoredMessage } from '#src/delivery/outbox-store.ts'
import { channelOf, type MessageChannel } from '#src/domain/messages/message-channel.ts'
import type { Message, MessageMedium, MessagePurpose } from '#src/domain/messages/message-sender.ts'
import { statement, type Sql } from './engine/sql.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'
import { isUuid } from './uuid.ts'

type Row = {
  id: string
  pool_id: string
  client_id: string | null
  user_id: string | null
  username: string | null
  medium: MessageChannel
  purpose: MessagePurpose
  destination: string
  body_sealed: string
  status: StoredMessage['status']
  tries: number
  created_at: Date
}
/** `medium` beside `handedTo` only. */
type Body = Pick<Message, 'subject' | 'text' | 'html' | 'code' | 'link' | 'images' | 'handedTo'> & { medium?: MessageMedium }

const COLUMNS = 'id, pool_id, client_id, user_id, username, medium, purpose, destination, body_sealed, status, tries, created_at'

const add = statement('outbox_add', `INSERT INTO outbox_messages
  (id, pool_id, client_id, user_id, username, medium, purpose, destination, body_sealed, status, tries, next_try_at, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', 0, $10, $10)`)

const claim = statement<Row>('outbox_claim', `UPDATE outbox_messages SET tries = tries + 1, next_try_at = $3
  WHERE id IN (SELECT id FROM outbox_messages WHERE status = 'pending' AND medium = $1 AND next_try_at <= $2
    ORDER BY next_try_at LIMIT $4 FOR UPDATE SKIP LOCKED)
  RETURNING ${COLUMNS}`)

const finish = statement('outbox_finish', `UPDATE outbox_messages
  SET status = $3, sent_at = $4, last_error = $5, body_sealed = CASE WHEN $6::boolean THEN body_sealed ELSE '' END
  WHERE id = $1 AND tries = $2 AND status = 'pending'`)

const postpone = statement('outbox_postpone', `UPDATE outbox_messages SET next_try_at = $3, last_error = $4
  WHERE id = $1 AND tries = $2 AND status = 'pending'`)

const find = statement<Row>('outbox_find', `SELECT ${COLUMNS} FROM outbox_messages
  WHERE body_sealed <> ''
    AND ($1::text IS NULL OR pool_id = $1) AND ($2::text IS NULL OR client_id = $2)
    AND ($3::text IS NULL OR lower(username) = lower($3)) AND ($4::text IS NULL OR lower(destination) = lower($4))
    AND ($5::timestamptz IS NULL OR created_at > $5) AND ($6::text IS NULL OR purpose = $6) AND ($7::boolean OR purpose <> 'account-notice')
  ORDER BY created_at DESC, id DESC LIMIT $8`)

const findOne = statement<Row>('outbox_find_one', `SELECT ${COLUMNS} FROM outbox_messages WHERE id = $1 AND body_sealed <> ''`)

const sweep = statement('outbox_sweep', `DELETE FROM outbox_messages WHERE id IN
  (SELECT id FROM outbox_messages WHERE status <> 'pending' AND created_at < $1 LIMIT $2)`)

/** The outbox in the database. Bodies, which hold codes and links, are sealed for their row. */
export function createOutboxStore({ sql, sealer }: { sql: Sql; sealer: Sealer }): OutboxStore {
  const open = (row: Row) => fromRow(sealer, row)
  return {
    async addMessage(id, message, now) {
      const { subject, text, html, code, link, images, handedTo, medium } = message
      const content: Body = { subject, text, html, code, link, images, ...(handedTo && { handedTo, medium }) }
      const body = sealColumn(sealer, 'outbox_messages.body_sealed', id, JSON.stringify(content))
      await sql.run(add, [id, message.poolId, message.clientId, message.userId, message.username, channelOf(message), message.purpose, message.to, body, now])
    },
    claimDueMessages: async ({ channel, now, leaseUntil, limit }) => (await sql.query(claim, [channel, now, leaseUntil, limit])).map(open),
    markSent: async ({ id, tries }, sentAt, keepBody) => void (await sql.run(finish, [id, tries, 'sent', sentAt, null, keepBody])),
    markFailed: async ({ id, tries }, reason, keepBody) => void (await sql.run(finish, [id, tries, 'failed', null, reason, keepBody])),
    postpone: async ({ id, tries }, nextTryAt, reason) => void (await sql.run(postpone, [id, tries, nextTryAt, reason])),
    findMessages: async (filter, limit) => (await sql.query(find, [...filterValues(filter), limit])).map(open),
    async findMessage(id) {
      if (!isUuid(id)) return null
      const [row] = await sql.query(findOne, [id])
      return row === undefined ? null : open(row)
    },
    deleteFinished: (before, limit) => sql.run(sweep, [before, limit]),
  }
}

const filterValues = ({ pool, client, username, to, after, purpose, notices }: MessageFilter) => [pool ?? null, client ?? null, username ?? null, to ?? null, after ?? null, purpose ?? null, notices ?? true]

function fromRow(sealer: Sealer, row: Row): ClaimedMessage {
  const body = JSON.parse(openColumn(sealer, 'outbox_messages.body_sealed', row.id, row.body_sealed)) as Body
  return {
    ...body,
    id: row.id,
    poolId: row.pool_id,
    clientId: row.client_id,
    userId: row.user_id,
    username: row.username,
    medium: row.medium === 'FUNCTION' ? (body.medium ?? 'EMAIL') : row.medium,
    purpose: row.purpose,
    to: row.destination,
    status: row.status,
    tries: row.tries,
    createdAt: row.created_at,
  }
}
