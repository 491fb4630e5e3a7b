import { statfsSync } from 'node:fs'
import { seconds } from '#src/contracts/duration.ts'
import type { EngineLog } from './engine.ts'

const megabyte = 1024 * 1024
/** Two segments of the engine's log: it stops for good when it cannot begin a new one. */
const tooLittle = 32 * megabyte
const enough = 48 * megabyte

type Guarded = { exec(text: string): Promise<unknown> }
type Surroundings = { folder: string; log: EngineLog; freeBytes?: (folder: string) => number }

/**
 * Lets the embedded database only read while its disk is nearly full, and write again when there is room: writes are
 * then refused as DatabaseUnavailable instead of the engine stopping. Returns the function that ends the watch.
 */
export function guardDiskSpace(engine: Guarded, { folder, log, freeBytes = freeBytesOf }: Surroundings): () => void {
  let readOnly = false
  const look = () => {
    const free = freeBytes(folder)
    if (readOnly ? free < enough : free >= tooLittle) return
    readOnly = !readOnly
    const facts = { folder, freeMegabytes: Math.round(free / megabyte) }
    if (readOnly) log.warn(facts, 'the disk is nearly full: the database refuses writes until there is room')
    else log.info(facts, 'the disk has room again: the database takes writes')
    engine.exec(`SET default_transaction_read_only = ${readOnly ? 'on' : 'off'}`).catch(() => {
      readOnly = !readOnly // not done (the engine is closing): look again
    })
  }
  const timer = setInterval(look, seconds(1))
  timer.unref()
  return () => clearInterval(timer)
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
