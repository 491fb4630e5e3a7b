import { toDatabaseError } from './engine/database-error.ts'

const tries = 4

/**
 * Runs a whole transaction again when the database ended it for the sake of another one (deadlock, serialization
 * failure, or what `alsoWhen` accepts): nothing of it was done. Gives up after four tries with the last error.
 */
export async function retryConflicts<T>(transaction: () => Promise<T>, alsoWhen: (error: unknown) => boolean = () => false): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction()
    } catch (error) {
      if (attempt === tries || isRefusal(error) || !(toDatabaseError(error).code === 'TransactionConflict' || alsoWhen(error))) throw error
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'DomainError'
}
