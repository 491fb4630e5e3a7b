import type { Random } from '#src/crypto/random.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { looksLikeUuid } from '#src/domain/users/find-user.ts'
import { aliasExists, userNames } from '#src/domain/users/user-names.ts'
import type { User, UserName } from '#src/domain/users/user.ts'
import type { FileLine } from './read-lines.ts'
import { rowToUser } from './row-to-user.ts'
import { splitRow } from './split-row.ts'
import type { ClaimedImportJob, RowProblem } from './user-import-job.ts'
import type { ImportedBatch } from './user-import-store.ts'

/** A row that describes a user, if nobody has the names. */
type Candidate = { line: number; user: User; names: UserName[] }
export type JudgedRows = { candidates: Candidate[]; problems: RowProblem[] }

export type RowContext = { pool: UserPool; job: Pick<ClaimedImportJob, 'hashAlgorithm'>; columns: readonly string[]; now: Date }

/** Reads some rows by the rules of the pool; blank lines are none. */
export const judgeRows = (random: Pick<Random, 'uuid'>, context: RowContext, lines: readonly FileLine[]): JudgedRows => {
  const judged: JudgedRows = { candidates: [], problems: [] }
  for (const { line, text, fault } of lines) {
    if (text?.trim() === '') continue
    const reason = fault ?? readCandidate(random, context, text ?? '')
    if (typeof reason === 'string') judged.problems.push({ line, outcome: 'FAILED', reason })
    else judged.candidates.push({ line, ...reason })
  }
  return judged
}

const readCandidate = (random: Pick<Random, 'uuid'>, { pool, job, columns, now }: RowContext, text: string): Omit<Candidate, 'line'> | string => {
  const values = splitRow(text)
  if (values.length !== columns.length) return `The row has ${values.length} values and the header ${columns.length}.`
  if (text.includes('\0')) return 'The row has a NUL character.'
  try {
    const user = rowToUser({ pool, hashAlgorithm: job.hashAlgorithm, values: new Map(columns.map((column, at) => [column, values[at] ?? ''])), id: random.uuid(), now })
    return { user, names: userNames(pool, user) }
  } catch (error) {
    if (isDomainError(error)) return error.message
    throw error
  }
}

/** The names of candidates, and the ids that a username may not be. */
export const namesToAsk = ({ candidates }: JudgedRows): { names: string[]; ids: string[] } => ({
  names: candidates.flatMap(({ names }) => names.map(({ name }) => name)),
  ids: candidates.flatMap(({ user }) => (looksLikeUuid(user.username) && user.username !== user.id ? [user.username.toLowerCase()] : [])),
})

/** Of the candidates those whose names are free, the first of several in a file; a user that is there already is skipped, a taken alias fails. */
export const admitRows = (
  pool: UserPool, { candidates, problems }: JudgedRows, taken: { names: ReadonlySet<string>; ids: ReadonlySet<string> },
): Pick<ImportedBatch, 'users' | 'counts' | 'problems'> => {
  const held = new Set(taken.names)
  const users: ImportedBatch['users'] = []
  const refused: RowProblem[] = []
  for (const { line, user, names } of candidates) {
    const isOthersId = taken.ids.has(user.username.toLowerCase())
    const clash = names.find(({ name }) => held.has(name))
    if (isOthersId || clash?.kind === 'username' || (clash && usernameIsAttribute(pool))) refused.push({ line, outcome: 'SKIPPED', reason: 'The user already exists.' })
    else if (clash) refused.push({ line, outcome: 'FAILED', reason: aliasExists(clash.kind).message })
    else {
      users.push({ user, names })
      for (const { name } of names) held.add(name)
    }
  }
  const all = [...problems, ...refused].sort((a, b) => a.line - b.line)
  const skipped = refused.filter(({ outcome }) => outcome === 'SKIPPED').length
  return { users, problems: all, counts: { imported: users.length, skipped, failed: all.length - skipped } }
}
