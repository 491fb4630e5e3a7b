import { seconds } from '#src/contracts/duration.ts'

export type WritingQueueInput<Item> = {
  /** Writes a few; throws when none of them was written. */
  write(items: readonly Item[]): Promise<void>
  /** Told of items that are lost: the database is away for longer than they can wait. */
  failed(error: unknown, lost: number): void
  /** Milliseconds that the first item waits for others. */
  wait?: number
  /** Items of one write. */
  batch?: number
  /** Items that may wait; beyond it new ones are lost. */
  most?: number
}

export type WritingQueue<Item> = {
  add(item: Item): void
  /** Resolves when what was added before is written, or lost. */
  flush(): Promise<void>
  /** Items that were lost so far. */
  lost(): number
  stop(): Promise<void>
}

const TRIES = 5

/**
 * Gathers what many requests leave behind and writes it together, a second after the first. Nobody waits for it; what could not be
 * written is tried again with the next, a few times.
 */
export function createWritingQueue<Item>({ write, failed, wait = seconds(1), batch = 500, most = 20_000 }: WritingQueueInput<Item>): WritingQueue<Item> {
  const waiting: Item[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined
  let failures = 0
  /** Since the last word of it, and in all. */
  let lost = 0
  let lostInAll = 0

  const plan = (): void => {
    timer ??= setTimeout(() => void flush(), wait).unref()
  }

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const items = waiting.slice(0, batch)
      try {
        await write(items)
        failures = 0
      } catch (error) {
        failures += 1
        if (failures < TRIES) return plan()
        failures = 0
        failed(error, items.length + lost)
        lostInAll += items.length
        lost = 0
      }
      waiting.splice(0, items.length)
    }
  }

  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    // What was added after a write began needs one of its own.
    if (writing !== undefined) await writing
    writing ??= writeAll().finally(() => (writing = undefined))
    await writing
  }

  return {
    add(item) {
      if (waiting.length >= most) {
        lost += 1
        lostInAll += 1
        return
      }
      waiting.push(item)
      plan()
    },
    flush,
    lost: () => lostInAll,
    async stop() {
      await flush()
      clearTimeout(timer)
      if (waiting.length > 0) failed(new Error('The program stopped.'), waiting.length + lost)
    },
  }
}
