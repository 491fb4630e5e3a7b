import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

export const USERNAME_COLUMN = 'cognito:username'
export const MFA_COLUMN = 'cognito:mfa_enabled'
/** Optional, and demanded of files whose job names an algorithm (Cognito: importing users with password hashes). */
export const HASH_COLUMN = 'password_hash'

/** The columns of a file for this pool, in the service's order (Cognito: GetCSVHeader). */
export const csvHeader = ({ settings }: Pick<UserPool, 'settings'>): string[] =>
  [...settings.Schema.map(({ Name }) => Name).filter((name) => name !== 'sub'), MFA_COLUMN, USERNAME_COLUMN]

/** The same for a pool by its id. ResourceNotFound. */
export const getCsvHeader = async (deps: FindPoolDeps, { UserPoolId }: { UserPoolId: string }): Promise<string[]> =>
  csvHeader(await requireUserPool(deps, UserPoolId))

/** The columns of a file, or what is wrong with its first line. */
export type ReadHeader = { columns: string[] } | { fault: string }

/**
 * Reads the first line of a file: the pool's columns in any order, each once. All must be there, except that a file with hashes
 * may leave out what it has no values for (Cognito: formatting the CSV file).
 */
export const readHeader = (pool: Pick<UserPool, 'settings'>, line: string | null, withHashes: boolean): ReadHeader => {
  if (line === null || line.trim() === '') return { fault: 'The CSV file has no header that can be read.' }
  if (line.startsWith('\u{feff}')) return { fault: 'The CSV file begins with a byte order mark.' }
  const columns = line.split(',').map((column) => column.trim())
  const known = new Set([...csvHeader(pool), HASH_COLUMN])
  const unknown = columns.find((column) => !known.has(column))
  if (unknown !== undefined) return { fault: `The CSV header has a column that the user pool does not know: ${shown(unknown)}` }
  if (new Set(columns).size < columns.length) return { fault: 'The CSV header has a column twice.' }
  const demanded = withHashes ? [USERNAME_COLUMN, HASH_COLUMN] : csvHeader(pool)
  const missing = demanded.find((column) => !columns.includes(column))
  return missing === undefined ? { columns } : { fault: `The CSV header lacks a column: ${shown(missing)}` }
}

/** Completion messages have at most 128 characters. */
const shown = (column: string): string => column.replace(/[^\w:-]/g, '?').slice(0, 40)
