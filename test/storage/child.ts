import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export type Child = {
  readonly pid: number
  /** Lines printed so far. */
  readonly lines: readonly string[]
  /** Resolves with the first line that matches, printed or yet to come; rejects when the child ends without one. */
  line(pattern: RegExp): Promise<string>
  /** Ends the child as a crash does and waits until everything it printed has been read. */
  kill(): Promise<void>
  exited(): Promise<void>
}

/** Starts a script of this folder in a process of its own. */
export function startChild(script: string, ...parameters: string[]): Child {
  const process_: ChildProcessByStdio<null, Readable, null> = spawn(process.execPath, [join(import.meta.dirname, script), ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const reader = createInterface({ input: process_.stdout })
  reader.on('line', (line) => lines.push(line))
  const closed = once(process_, 'close').then(() => undefined)
  return {
    pid: process_.pid ?? 0,
    lines,
    async line(pattern) {
      for (;;) {
        const found = lines.find((line) => pattern.test(line))
        if (found !== undefined) return found
        const ended = await Promise.race([once(reader, 'line').then(() => false), closed.then(() => true)])
        if (ended && !lines.some((line) => pattern.test(line))) throw new Error(`The child ended without ${pattern}: ${lines.slice(-3).join(' | ')}`)
      }
    },
    kill() {
      process_.kill('SIGKILL')
      return closed
    },
    exited: () => closed,
  }
}
