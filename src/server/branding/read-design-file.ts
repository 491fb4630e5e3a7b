import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve } from 'node:path'

/** Larger files are no design: pictures and fonts are limited each. */
const MOST_FILE_BYTES = 16 * 1024 * 1024

/**
 * Reads a design document from a JSON file. `{"file": "logo.png"}` in place of `{"data": …}`, or in place of the text of `css` or of a message, names a file
 * in the document's folder or below it. Errors name the file.
 */
export async function readDesignFile(path: string): Promise<unknown> {
  const folder = dirname(resolve(path))
  const text = (await readBytes(resolve(path))).toString('utf8')
  return inline(parse(text, path), folder)
}

/** Members that are text; pictures and fonts are bytes. */
const TEXTS: ReadonlySet<string> = new Set(['css', 'html', 'text'])

async function inline(value: unknown, folder: string, key = ''): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => inline(item, folder)))
  if (typeof value !== 'object' || value === null) return value
  const { file, ...rest } = value as Record<string, unknown>
  if (typeof file === 'string' && key !== 'texts') {
    const bytes = await readBytes(within(folder, file))
    return TEXTS.has(key) ? bytes.toString('utf8') : { ...rest, data: bytes.toString('base64') }
  }
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, member]) => [name, name === 'texts' ? member : await inline(member, folder, name)] as const)))
}

/** A document that somebody sent must not publish files from elsewhere. */
function within(folder: string, file: string): string {
  const path = resolve(folder, file)
  const way = relative(folder, path)
  if (way.startsWith('..') || isAbsolute(way)) throw new Error(`${file} is not in the folder of the branding file.`)
  return path
}

async function readBytes(path: string): Promise<Buffer> {
  const bytes = await readFile(path)
  if (bytes.length > MOST_FILE_BYTES) throw new Error(`${path} is too large.`)
  return bytes
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${path} is not JSON: ${(cause as Error).message}`, { cause })
  }
}
