import type { TermsAcceptance, TermsAcceptanceStore } from '#src/domain/terms/terms-acceptance.ts'
import { type Sql, statement } from './engine/sql.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

const accept = statement(
  'accept_terms',
  `INSERT INTO terms_acceptances (user_id, terms_id, version, client_id, name, link, accepted_at)
  SELECT u.id, a."termsId", a.version, a."clientId", a.name, a.link, a."acceptedAt"
  FROM (SELECT id FROM users WHERE id = $1 FOR KEY SHARE) u, jsonb_to_recordset($2::jsonb) AS a(
    "termsId" uuid, version integer, "clientId" text, name text, link text, "acceptedAt" timestamptz
  )
  ON CONFLICT (user_id, terms_id, version) DO NOTHING`,
)
const ofUser = statement<TermsAcceptance>(
  'terms_acceptances_of_user',
  `SELECT terms_id AS "termsId", version, client_id AS "clientId", name, link, accepted_at AS "acceptedAt" FROM terms_acceptances
  WHERE user_id = $1 ORDER BY accepted_at DESC, client_id, name DESC`,
)

/** What users agreed to: rows that are never changed, gone with the user. */
export function createTermsAcceptanceStore({ sql }: { sql: Sql }): TermsAcceptanceStore {
  return {
    acceptTerms: (userId, acceptances) => translated(async () => void (isUuid(userId) && acceptances.length > 0 && (await sql.run(accept, [userId, JSON.stringify(acceptances)])))),
    acceptancesOfUser: (userId) => translated(async () => (isUuid(userId) ? sql.query(ofUser, [userId]) : [])),
  }
}
