/** Wakes one listener. */
export type Bell = {
  ring(): void
  /** Resolves when the bell rings, or after some milliseconds; at once when it rang since the last wait. */
  wait(milliseconds: number): Promise<void>
}

/** A bell for one listener. A wait keeps no process alive. */
export function createBell(): Bell {
  let rung = false
  let hear = (): void => undefined
  return {
    ring() {
      rung = true
      hear()
    },
    async wait(milliseconds) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          timer.unref()
          hear = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      rung = false
    },
  }
}
