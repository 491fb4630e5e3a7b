import type { LogOutput } from './log.ts'

const ENOUGH = 16_000
const LONGEST_WAIT = 100

export type GatheredLines = LogOutput & {
  /** Hands over what is held. */
  release(): void
  flushSync(): void
}

/**
 * Holds lines back until they are 16,000 characters or a tenth of a second old, then writes them as one text, in their
 * order. The wait keeps the process alive, so a program that ends by itself loses none.
 */
export function gatherLines(output: LogOutput): GatheredLines {
  let held = ''
  let waiting = false
  const release = (): void => {
    const text = held
    held = ''
    if (text !== '') output.write(text)
  }
  const onTime = (): void => {
    waiting = false
    release()
  }
  return {
    write(line) {
      held += line
      if (held.length >= ENOUGH) return release()
      if (waiting) return
      waiting = true
      setTimeout(onTime, LONGEST_WAIT)
    },
    release,
    flushSync() {
      release()
      output.flushSync?.()
    },
  }
}
