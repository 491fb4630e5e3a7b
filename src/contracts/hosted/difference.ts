/** Two strings taken apart: what they share at both ends and what differs between. */
export type Difference = { readonly before: string; readonly sent: string; readonly registered: string; readonly after: string }

/** Takes two strings apart by code points, so that a page can mark the exact characters that differ. */
export const splitDifference = (sent: string, registered: string): Difference => {
  const left = [...sent]
  const right = [...registered]
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start += 1
  let end = 0
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1
  return {
    before: left.slice(0, start).join(''),
    sent: left.slice(start, left.length - end).join(''),
    registered: right.slice(start, right.length - end).join(''),
    after: left.slice(left.length - end).join(''),
  }
}

/** The registered value that is nearest to the one sent (fewest characters outside the shared ends), if there is any. */
export const nearestRegistered = (sent: string, registered: readonly string[]): string | undefined => {
  const distance = (candidate: string): number => {
    const { sent: mine, registered: theirs } = splitDifference(sent, candidate)
    return mine.length + theirs.length
  }
  return [...registered].sort((one, other) => distance(one) - distance(other))[0]
}
