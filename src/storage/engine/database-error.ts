export type DatabaseErrorCode =
  /** A unique constraint or index refused the row: `constraint` names it. */
  | 'UniqueViolation'
  /** A referenced row is missing, or a row is still referenced: `constraint` names it. */
  | 'ForeignKeyViolation'
  /** A value does not fit: NOT NULL, CHECK, length, range, or bytes that text cannot hold (NUL). */
  | 'ValueRefused'
  /** Prisma was asked to change a row that does not exist. */
  | 'RowNotFound'
  /** Two transactions were in each other's way: nothing was done, doing it again may work. */
  | 'TransactionConflict'
  /** The database did not answer in time, is away, or refuses connections: nothing is known of the statement's fate. */
  | 'DatabaseUnavailable'
  /** The database has no room left: nothing was written. */
  | 'DatabaseFull'
  /** Anything else: a mistake of this program. */
  | 'StatementFailed'

/**
 * A statement failed. The message never holds values of the statement. `sqlState` is PostgreSQL's code
 * (PostgreSQL: appendix "Error Codes") when the database itself refused.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode
  readonly constraint: string | undefined
  readonly sqlState: string | undefined

  constructor(code: DatabaseErrorCode, message: string, facts: { constraint?: string | undefined; sqlState?: string | undefined } = {}) {
    super(message)
    this.code = code
    this.constraint = facts.constraint
    this.sqlState = facts.sqlState
  }
}

/** Says whether an error is a violation of a unique constraint, and of that one when it is named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const failure = toDatabaseError(error)
  return failure.code === 'UniqueViolation' && (constraint === undefined || failure.constraint === constraint)
}

/** Translates whatever a driver or Prisma threw; a DatabaseError stays as it is. */
export function toDatabaseError(error: unknown): DatabaseError {
  if (isDatabaseError(error)) return error
  const { sqlState, constraint, message, prismaCode } = factsOf(error)
  const code = (sqlState && codeOfSqlState(sqlState)) || (prismaCode && codesOfPrisma[prismaCode]) || (lostConnection(error, message) ? 'DatabaseUnavailable' : 'StatementFailed')
  return new DatabaseError(code, describe(code, sqlState ?? prismaCode, message), { constraint, sqlState })
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && error.name === 'DatabaseError' && 'sqlState' in error
}

type Facts = { sqlState?: string | undefined; constraint?: string | undefined; prismaCode?: string | undefined; message: string }

function factsOf(error: unknown): Facts {
  if (typeof error !== 'object' || error === null) return { message: String(error) }
  const { code, constraint, severity, message = '' } = error as { code?: string; constraint?: string; severity?: string; message?: string }
  if (severity !== undefined) return { sqlState: code, constraint, message }
  if (isPrismaCode(code)) return { ...factsOfAdapter(error), prismaCode: code }
  return { message }
}

/** Prisma keeps what the driver said in `meta.driverAdapterError.cause`. */
function factsOfAdapter(error: object): Facts {
  type Cause = { originalCode?: string; originalMessage?: string; code?: string; message?: string }
  const { meta, message = '' } = error as { meta?: { driverAdapterError?: { cause?: Cause } }; message?: string }
  const cause = meta?.driverAdapterError?.cause
  const said = cause?.originalMessage ?? cause?.message ?? message
  const sqlState = [cause?.originalCode, cause?.code].find((code) => code !== undefined && /^[0-9A-Z]{5}$/.test(code))
  return { sqlState, constraint: /constraint "([^"]+)"/.exec(said)?.[1], message: said }
}

function isPrismaCode(code: string | undefined): code is string {
  return code !== undefined && /^P\d{4}$/.test(code)
}

/** Prisma: "Error message reference". */
const codesOfPrisma: Readonly<Record<string, DatabaseErrorCode>> = {
  P1000: 'DatabaseUnavailable', P1001: 'DatabaseUnavailable', P1002: 'DatabaseUnavailable', P1008: 'DatabaseUnavailable',
  P1011: 'DatabaseUnavailable', P1017: 'DatabaseUnavailable', P2024: 'DatabaseUnavailable', P2028: 'DatabaseUnavailable', P2037: 'DatabaseUnavailable',
  P2000: 'ValueRefused', P2004: 'ValueRefused', P2011: 'ValueRefused', P2020: 'ValueRefused',
  P2002: 'UniqueViolation', P2003: 'ForeignKeyViolation', P2014: 'ForeignKeyViolation',
  P2001: 'RowNotFound', P2015: 'RowNotFound', P2018: 'RowNotFound', P2025: 'RowNotFound', P2034: 'TransactionConflict',
}

function codeOfSqlState(sqlState: string): DatabaseErrorCode {
  switch (sqlState) {
    case '23505': return 'UniqueViolation'
    case '23503':
    case '23001': return 'ForeignKeyViolation'
    case '40001':
    case '40P01':
    case '55P03': return 'TransactionConflict'
    case '53100': return 'DatabaseFull'
    case '57014': // statement_timeout
    case '25006': // read-only: a replica, a server giving up its role, or the embedded database on a full disk
    case '25P03': // idle_in_transaction_session_timeout
      return 'DatabaseUnavailable'
    default: return codesOfClass[sqlState.slice(0, 2)] ?? 'StatementFailed'
  }
}

const codesOfClass: Readonly<Record<string, DatabaseErrorCode>> = {
  '08': 'DatabaseUnavailable', '28': 'DatabaseUnavailable', '53': 'DatabaseUnavailable', '57': 'DatabaseUnavailable', '58': 'DatabaseUnavailable',
  '22': 'ValueRefused', '23': 'ValueRefused', '40': 'TransactionConflict',
}

/** Errors of sockets carry a system code; pg's own and PGlite's only words. */
function lostConnection(error: unknown, message: string): boolean {
  const { code, syscall } = (typeof error === 'object' && error !== null ? error : {}) as { code?: string; syscall?: string }
  return syscall !== undefined || (code !== undefined && /^E[A-Z]+$/.test(code)) || /timeout|terminated|connection|not queryable|closed|closing|unreachable/i.test(message)
}

/** Messages of class 22 repeat the value, and words of other origin may too: those are left out. */
function describe(code: DatabaseErrorCode, state: string | undefined, message: string): string {
  const mark = state === undefined ? '' : ` (${state})`
  return code === 'ValueRefused' ? `ValueRefused${mark}` : `${code}${mark}: ${message.split('\n').at(-1)?.trim() ?? ''}`
}
