import type { IncomingMessage } from 'node:http'
import { readBody } from '#src/contracts/read-body.ts'

export type FormBody = { kind: 'form'; fields: URLSearchParams } | { kind: 'refused'; status: 400 | 413 | 415 }

const LARGEST_FORM = 64 * 1024
/** The longest form asks for every attribute a pool can have: some seventy. */
const MOST_FIELDS = 150
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads a url-encoded body of at most 64 kB and 150 fields; anything else is refused before anybody looks at it. */
export const readForm = async (req: IncomingMessage): Promise<FormBody> => {
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') return { kind: 'refused', status: 415 }
  const bytes = await readBody(req, LARGEST_FORM)
  if (bytes === null) return { kind: 'refused', status: 413 }
  const text = decode(bytes)
  const fields = text === null ? null : new URLSearchParams(text)
  return fields === null || fields.size > MOST_FIELDS ? { kind: 'refused', status: 400 } : { kind: 'form', fields }
}

const decode = (bytes: Buffer): string | null => {
  try {
    return utf8.decode(bytes)
  } catch {
    return null // not UTF-8: nothing a browser of ours sends
  }
}
