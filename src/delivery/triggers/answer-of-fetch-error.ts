import type { Answer } from './function-runner.ts'

/** What a request that was not made or not answered means for a call: whether another attempt may be answered. Free of path and headers. */
export function answerOfFetchError(error: unknown): Answer {
  const { code, message, cause } = error as { code?: string; message: string; cause?: { code?: unknown } }
  switch (code) {
    case 'TooLarge': return { kind: 'unreadable', cause: 'The answer is larger than a megabyte.' }
    case 'TimedOut': return { kind: 'unanswered', cause: message, again: true }
    case 'Unreachable': return { kind: 'unanswered', cause: typeof cause?.code === 'string' ? `${message} (${cause.code})` : message, again: true }
    case 'AddressRefused': return { kind: 'unanswered', cause: `${message} OUTBOUND_ALLOW names those that may.`, again: false }
    case 'BadUrl': return { kind: 'unanswered', cause: message, again: false }
    default: throw error
  }
}
