/** A stretch of a string that is, or is not, the same in the string it is compared with. */
export type Part = { readonly text: string; readonly same: boolean }
export type Difference = { readonly sent: readonly Part[]; readonly registered: readonly Part[] }

// The table grows with the product of both lengths; longer strings are compared by their ends alone.
const LONGEST_COMPARED = 1024

/** Compares two strings by code points (longest common subsequence), so that a page can mark the exact characters that differ. */
export const compareStrings = (sent: string, registered: string): Difference => {
  const left = [...sent]
  const right = [...registered]
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start += 1
  let end = 0
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1
  const middle = (text: readonly string[]) => text.slice(start, text.length - end)
  const [sentMarks, registeredMarks] = marksOf(middle(left), middle(right))
  const around = (marks: readonly boolean[]) => [...Array<boolean>(start).fill(true), ...marks, ...Array<boolean>(end).fill(true)]
  return { sent: partsOf(left, around(sentMarks)), registered: partsOf(right, around(registeredMarks)) }
}

/** The registered value that is nearest to the one sent (fewest differing characters), if there is any. */
export const nearestRegistered = (sent: string, registered: readonly string[]): string | undefined => {
  const differing = (parts: readonly Part[]): number => parts.filter((part) => !part.same).reduce((sum, part) => sum + part.text.length, 0)
  const distance = (candidate: string): number => {
    const { sent: mine, registered: theirs } = compareStrings(sent, candidate)
    return differing(mine) + differing(theirs)
  }
  return registered.map((value) => ({ value, distance: distance(value) })).sort((one, other) => one.distance - other.distance)[0]?.value
}

/** Which characters of each belong to the longest common subsequence. */
const marksOf = (left: readonly string[], right: readonly string[]): [boolean[], boolean[]] => {
  const leftMarks = Array<boolean>(left.length).fill(false)
  const rightMarks = Array<boolean>(right.length).fill(false)
  if (Math.max(left.length, right.length) > LONGEST_COMPARED) return [leftMarks, rightMarks]
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  let row = 0
  let column = 0
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      leftMarks[row] = true
      rightMarks[column] = true
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return [leftMarks, rightMarks]
}

const partsOf = (characters: readonly string[], marks: readonly boolean[]): readonly Part[] => {
  const parts: { text: string; same: boolean }[] = []
  characters.forEach((character, index) => {
    const same = marks[index] ?? false
    const last = parts.at(-1)
    if (last?.same === same) last.text += character
    else parts.push({ text: character, same })
  })
  return parts
}
