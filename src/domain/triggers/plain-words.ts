/** Characters that steer and show nothing: controls, and those that turn the direction of what follows (Unicode Bidirectional Algorithm §2). */
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/** Words of a function as a person may be shown them: one line, at most so many characters, cut with an ellipsis. */
export const plainWords = (text: string, most: number): string => {
  // Cut first: the rest of a very long text is nobody's business.
  const line = text.slice(0, 4 * most).toWellFormed().replaceAll(STEERING, ' ').replaceAll(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`
}
