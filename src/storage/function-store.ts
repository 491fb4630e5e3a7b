import type { Sealer } from '#src/crypto/sealing.ts'
import type { FunctionStore, MissingFunction, RegisteredFunction } from '#src/domain/functions/registered-function.ts'
import type { CommitChanges } from './cache/commit-changes.ts'
import type { Caches } from './caches.ts'
import { type Sql, statement } from './engine/sql.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'
import { translated } from './translate-error.ts'

export type FunctionStoreDeps = { sql: Sql; sealer: Sealer; caches: Pick<Caches, 'functions'>; commit: CommitChanges }

type Row = Omit<RegisteredFunction, 'secrets'> & { secretsSealed: string }

const columns = 'name, kind, settings, secrets_sealed AS "secretsSealed", created_at AS "createdAt", modified_at AS "modifiedAt"'
const find = statement<Row>('find_function', `SELECT ${columns} FROM functions WHERE name = $1`)
const list = statement<Row>('list_functions', `SELECT ${columns} FROM functions ORDER BY name`)
/** An ARN with a version or alias finds the function without one too. */
const missing = statement<MissingFunction>(
  'missing_functions',
  `SELECT n.name, n."poolId", n.trigger FROM (
    SELECT p.id AS "poolId", t.key AS trigger, COALESCE(t.value->>'LambdaArn', t.value #>> '{}') AS name
    FROM user_pools p CROSS JOIN LATERAL jsonb_each(p.settings->'LambdaConfig') t WHERE t.key <> 'KMSKeyID' AND jsonb_typeof(p.settings->'LambdaConfig') = 'object'
  ) n
  WHERE NOT EXISTS (SELECT 1 FROM functions f WHERE f.name = n.name OR f.name = regexp_replace(n.name, '^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+):[^:]+$', '\\1'))
  ORDER BY n.name, n."poolId", n.trigger LIMIT 100`,
)
const put = statement(
  'put_function',
  `INSERT INTO functions (name, kind, settings, secrets_sealed, created_at, modified_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, settings = excluded.settings, secrets_sealed = excluded.secrets_sealed, modified_at = excluded.modified_at`,
)
const remove = statement('remove_function', 'DELETE FROM functions WHERE name = $1')

/** Functions with their secrets, sealed; those in use are kept in memory. */
export function createFunctionStore({ sql, sealer, caches, commit }: FunctionStoreDeps): FunctionStore {
  return {
    findFunction: (name) => translated(() => caches.functions.read(name)),
    listFunctions: () => translated(async () => (await sql.query(list, [])).map((row) => readRow(sealer, row))),
    listMissingFunctions: () => translated(() => loadMissingFunctions(sql)),
    putFunction: ({ name, kind, settings, secrets, createdAt, modifiedAt }) =>
      commit.transaction([{ kind: 'function', key: name }], async (within) => {
        await within.run(put, [name, kind, settings, secrets === null ? '' : sealColumn(sealer, 'functions.secrets_sealed', name, JSON.stringify(secrets)), createdAt, modifiedAt])
      }),
    removeFunction: (name) => commit.transaction([{ kind: 'function', key: name }], async (within) => (await within.run(remove, [name])) === 1),
  }
}

/** Triggers of all pools whose functions nobody registered. */
export const loadMissingFunctions = (sql: Sql): Promise<MissingFunction[]> => sql.query(missing, [])

/** One function with its secrets in the clear, for the process that calls it. */
export async function loadFunction({ sql, sealer }: Pick<FunctionStoreDeps, 'sql' | 'sealer'>, name: string): Promise<RegisteredFunction | null> {
  const [row] = await sql.query(find, [name])
  return row === undefined ? null : readRow(sealer, row)
}

/** The columns hold what `put` wrote: settings and secrets of the row's own kind. */
const readRow = (sealer: Sealer, { secretsSealed, ...row }: Row): RegisteredFunction => ({
  ...row,
  secrets: secretsSealed === '' ? null : JSON.parse(openColumn(sealer, 'functions.secrets_sealed', row.name, secretsSealed)) as RegisteredFunction['secrets'],
}) as RegisteredFunction
