import pg from 'pg'
import { BENCH } from '#bench/bench-pool.ts'

/** Adds users by plain statements until the bench pool has `users` of them, as sign-ups would have left them. */
export async function fillDatabase(url: string, users: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(ADD_USERS, [BENCH.poolId, users])
    await client.query(ADD_NAMES, [BENCH.poolId])
    await client.query('ANALYZE users, user_names')
  } finally {
    await client.end()
  }
}

const ADD_USERS = `
  WITH model AS (SELECT * FROM users WHERE pool_id = $1 ORDER BY username LIMIT 1),
  count AS (SELECT count(*) AS there FROM users WHERE pool_id = $1),
  ids AS (SELECT gen_random_uuid() AS id, number FROM count, generate_series(count.there + 1, $2::bigint) AS number)
  INSERT INTO users (id, pool_id, username, status, enabled, attributes, pending_attributes, password_hash, srp_sealed, password_set_at, mfa, identities, created_at, updated_at)
  SELECT ids.id, $1, ids.id::text, 'CONFIRMED', true,
    jsonb_build_object('email', 'filler' || ids.number || '@example.com', 'email_verified', 'true', 'name', 'Filler ' || ids.number),
    '{}', model.password_hash, model.srp_sealed, now(), model.mfa, '[]', now(), now()
  FROM ids, model`

const ADD_NAMES = `
  INSERT INTO user_names (pool_id, name, user_id, kind)
  SELECT u.pool_id, u.attributes ->> 'email', u.id, 'email' FROM users u
  WHERE u.pool_id = $1 AND NOT EXISTS (SELECT 1 FROM user_names n WHERE n.user_id = u.id)`
