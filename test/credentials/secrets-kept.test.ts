import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statement } from '#src/storage/engine/sql.ts'
import type { Database } from '#src/storage/engine/database.ts'
import { journey, type Secrets } from '#test/drive/journey.ts'
import { openPoolhouse } from '#test/drive/open-poolhouse.ts'

const tables = statement<{ name: string }>('dumped_tables', `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)

/** Every row of every table as text. */
async function dump({ sql, prisma }: Pick<Database, 'sql' | 'prisma'>): Promise<Map<string, string[]>> {
  const names = (await sql.query(tables, [])).map(({ name }) => name)
  const rows = await Promise.all(names.map((name) => prisma.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`)))
  return new Map(names.map((name, n) => [name, (rows[n] ?? []).map(({ row }) => row)]))
}

/** Forms in which a secret would still be readable. */
const forms = (secret: string): string[] => {
  const bytes = Buffer.from(secret)
  return [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url'), encodeURIComponent(secret)]
}

function assertAbsent(secrets: Secrets, text: string, where: string): void {
  for (const [name, secret] of secrets.long) for (const form of forms(secret)) assert.ok(!text.includes(form), `the ${name} is readable in ${where}`)
  for (const [name, code] of secrets.codes) assert.doesNotMatch(text, new RegExp(`(?<![0-9a-f.])${code}(?![0-9a-f])`), `the ${name} is readable in ${where}`)
}

test('CR-31 a dump of the database after a whole journey holds no live secret; passwords are argon2id, keys sealed', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const secrets = await journey(poolhouse)
  assert.deepEqual([...secrets.codes.keys()], ['sign-up code', 'reset code', 'attribute code'])
  assert.ok(secrets.long.size >= 16, `${[...secrets.long.keys()].join()}`)
  const dumped = await dump(poolhouse.opened)
  for (const table of ['users', 'oidc_models', 'refresh_tokens', 'verification_codes', 'outbox_messages', 'sign_in_attempts', 'signing_keys', 'app_client_secrets', 'attempt_counters']) {
    assert.ok((dumped.get(table) ?? []).length > 0, `${table} took part in the journey`)
  }
  for (const [table, rows] of dumped) assertAbsent(secrets, rows.join('\n'), table)
  const everything = [...dumped.values()].flat().join('\n')
  assert.doesNotMatch(everything, /BEGIN (RSA )?PRIVATE KEY|"d":|eyJhbGciOi/, 'private keys and tokens are not readable')
  for (const row of dumped.get('users') ?? []) assert.match(row, /\$argon2id\$v=19\$/)
  // The search can find something: what is no secret is there.
  assert.match(everything, /ada@example\.com/)
})

test('RE-18 the logs of a whole journey at the finest level hold no password, code, token, cookie or session', async (t) => {
  const poolhouse = await openPoolhouse(t, { variables: { LOG_LEVEL: 'trace' } })
  const secrets = await journey(poolhouse)
  const lines = poolhouse.logLines
  assert.ok(lines.some((line) => line.includes('/hosted/sign-in')) && lines.some((line) => line.includes('a form was refused')), 'requests and refusals are logged')
  assertAbsent(secrets, lines.join('\n'), 'the logs')
})
