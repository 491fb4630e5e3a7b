import { isUtf8 } from 'node:buffer'
import { AwsError } from './aws-error.ts'

const DEEPEST = 32
/** Members and items in all: more than ten times what the largest request of the model has in use. */
const MOST_VALUES = 5000

/** The JSON object in a body: UTF-8, at most 32 deep and of 5000 values; an empty body is an empty object. SerializationException otherwise. */
export function parseBody(bytes: Buffer): object {
  if (bytes.length === 0) return {}
  if (!isUtf8(bytes)) throw unreadable()
  const text = bytes.toString('utf8')
  if (isTooMuch(text)) throw unreadable()
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unreadable()
  return body
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable() // SyntaxError
  }
}

/** Whether there is more, or deeper nested, than any request needs: counted before it is built, as every value then costs a check. */
function isTooMuch(text: string): boolean {
  let depth = 0
  let commas = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > DEEPEST) return true
    } else if (code === 0x7d || code === 0x5d) depth--
    else if (code === 0x2c && ++commas > MOST_VALUES) return true
  }
  return false
}

const unreadable = (): AwsError => new AwsError('SerializationException', 'The body is no JSON object in UTF-8.')
