import { DomainError } from '#src/domain/domain-error.ts'
import { isUuid } from '#src/storage/uuid.ts'

/** Where a page of users ended: the value it is sorted by (empty when by id alone) and the id. */
export type UserCursor = { value: string; id: string }

/** The cursor as a caller keeps it: opaque. */
export const encodeCursor = ({ value, id }: UserCursor): string => Buffer.from(JSON.stringify([value, id]), 'utf8').toString('base64url')

/** InvalidParameter for anything that `encodeCursor` did not write. */
export function decodeCursor(text: string): UserCursor {
  const [value, id] = parse(text)
  if (typeof value !== 'string' || typeof id !== 'string' || !isUuid(id) || value.includes('\0')) throw invalid()
  return { value, id }
}

function parse(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(parsed) ? parsed : []
  } catch {
    throw invalid()
  }
}

const invalid = (): DomainError => new DomainError('InvalidParameter', 'Invalid pagination token.', { field: 'PaginationToken' })
