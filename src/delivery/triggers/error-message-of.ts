/** What a function says it failed with (Lambda: `{errorMessage, errorType, …}` instead of an answer); null for anything else. */
export function errorMessageOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || 'response' in answer || !('errorMessage' in answer)) return null
  return typeof answer.errorMessage === 'string' ? answer.errorMessage : null
}
