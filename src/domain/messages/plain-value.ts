/**
 * A name that somebody chose, as it may stand in a message: on one line, without control characters, and without marks that turn the
 * direction of what follows (Unicode Standard Annex #9), so that it stays what it is and nothing around it changes.
 */
export const plainValue = (text: string): string =>
  text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
