import type { DeclinedOfferStore } from '#src/domain/mfa/declined-offer-store.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

const decline = statement(
  'decline_offer',
  'INSERT INTO declined_offers (user_id, kind, until) VALUES ($1, $2, $3) ON CONFLICT (user_id, kind) DO UPDATE SET until = excluded.until',
)
const find = statement('find_declined_offer', 'SELECT 1 AS found FROM declined_offers WHERE user_id = $1 AND kind = $2 AND until > $3')

/** Offers that users have put off. A row a user and kind, gone with the user. */
export function createDeclinedOfferStore({ sql }: { sql: Sql }): DeclinedOfferStore {
  return {
    declineOffer: (userId, kind, until) => translated(async () => void (await sql.run(decline, [userId, kind, until]))),
    isOfferDeclined: (userId, kind, now) => translated(async () => isUuid(userId) && (await sql.query(find, [userId, kind, now])).length > 0),
  }
}
