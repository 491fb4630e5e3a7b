import { CHUNK_BYTES, MOST_CHARACTERS } from './user-import-job.ts'
import type { UserImportStore } from './user-import-store.ts'

/** A line of a file; `text` is null when it is too long or no UTF-8. `end` is where the next line begins. */
export type FileLine = { line: number; text: string | null; fault: string | null; end: number }

/** Four bytes a character, and a carriage return. */
const MOST_LINE_BYTES = 4 * MOST_CHARACTERS + 1
const NEWLINE = 0x0a

/** The lines of a file from a place in it on, one piece in memory at a time. A line that is too long is passed over without being kept. */
export async function* readLines(
  store: Pick<UserImportStore, 'readChunk'>, fileId: string, from: { byte: number; line: number },
): AsyncGenerator<FileLine> {
  let { line } = from
  let held: Buffer[] = []
  let length = 0
  const keep = (piece: Buffer) => {
    length += piece.length
    if (length <= MOST_LINE_BYTES) held.push(piece)
  }
  const take = (end: number): FileLine => {
    const taken = { line, end, ...decode(length <= MOST_LINE_BYTES ? Buffer.concat(held) : null) }
    line += 1
    held = []
    length = 0
    return taken
  }
  let position = Math.floor(from.byte / CHUNK_BYTES)
  let at = from.byte % CHUNK_BYTES
  for (let chunk = await store.readChunk(fileId, position); chunk !== null; chunk = await store.readChunk(fileId, ++position)) {
    for (let newline = chunk.indexOf(NEWLINE, at); newline !== -1; newline = chunk.indexOf(NEWLINE, at)) {
      keep(chunk.subarray(at, newline))
      at = newline + 1
      yield take(position * CHUNK_BYTES + at)
    }
    keep(chunk.subarray(at))
    at = 0
  }
  if (length > 0) yield take(position * CHUNK_BYTES)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const TOO_LONG = { text: null, fault: `The row has more than ${MOST_CHARACTERS} characters.` }

const decode = (bytes: Buffer | null): Pick<FileLine, 'text' | 'fault'> => {
  if (bytes === null) return TOO_LONG
  try {
    const text = utf8.decode(bytes)
    // Code points are at most as many as UTF-16 units: counted only where it matters.
    return text.length > MOST_CHARACTERS && [...text.trimEnd()].length > MOST_CHARACTERS ? TOO_LONG : { text, fault: null }
  } catch {
    // The decoder throws for one reason only: these bytes are no UTF-8.
    return { text: null, fault: 'The row is not encoded in UTF-8.' }
  }
}
