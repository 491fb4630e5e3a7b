/** Calls of a runtime interface emulator, one after the other. */
export type EmulatorTurns = {
  /**
   * Runs a task once those before it at that address have ended, and leaves it to its end: `signal` only ends the wait for it. A task
   * whose turn comes after that is not begun. Rejects as the task does, or with the signal's reason.
   */
  inTurn<Result>(address: string, signal: AbortSignal, task: () => Promise<Result>): Promise<Result>
}

/** An emulator ends for good when it is asked anything during a call, also during one that nobody waits for any more. */
export function createEmulatorTurns(): EmulatorTurns {
  const lasts = new Map<string, Promise<void>>()
  return {
    inTurn(address, signal, task) {
      const turn = (lasts.get(address) ?? Promise.resolve()).then(() => {
        signal.throwIfAborted()
        return task()
      })
      const last = turn.then(() => undefined, () => undefined).then(() => {
        if (lasts.get(address) === last) lasts.delete(address)
      })
      lasts.set(address, last)
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
        turn.then(resolve, reject)
      })
    },
  }
}
