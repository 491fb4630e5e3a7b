import type { MessageFilter, OutboxStore, StoredMessage } from './outbox-store.ts'

/** Tells waiters of this process that a message was stored. */
export type MessageBell = {
  ring(): void
  /** Resolves at the next ring, after `ms`, or when the signal aborts, whichever is first. */
  next(ms: number, signal: AbortSignal): Promise<void>
}

/** Makes a bell for any number of waiters. */
export function createMessageBell(): MessageBell {
  const waiters = new Set<() => void>()
  return {
    ring() {
      for (const wake of [...waiters]) wake()
    },
    next: (ms, signal) => new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        waiters.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      waiters.add(wake)
      signal.addEventListener('abort', wake)
      if (signal.aborted) wake()
    }),
  }
}

/** Messages stored by other instances ring no bell here. */
const POLL_MS = 500

export type WaitForMessageDeps = { readonly outbox: Pick<OutboxStore, 'findMessages'>; readonly bell: MessageBell; readonly monotonicMs: () => number }

/** The newest message that matches, waiting up to `waitMs` for one; null when none came or the signal aborted. */
export async function waitForMessage(deps: WaitForMessageDeps, filter: MessageFilter, wait: { waitMs: number; signal: AbortSignal }): Promise<StoredMessage | null> {
  const deadline = deps.monotonicMs() + wait.waitMs
  for (;;) {
    // Listen before looking: a message stored in between must not be missed.
    const left = deadline - deps.monotonicMs()
    const done = new AbortController()
    const rung = deps.bell.next(Math.max(0, Math.min(POLL_MS, left)), AbortSignal.any([wait.signal, done.signal]))
    try {
      const [newest] = await deps.outbox.findMessages(filter, 1)
      if (newest !== undefined) return newest
      if (left <= 0 || wait.signal.aborted) return null
      await rung
    } finally {
      done.abort()
    }
  }
}
