import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

type StoredFile = { readonly type: string; readonly bodies: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>> }

const TYPES: Readonly<Record<string, string>> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' }
const FROM_BUILD = /^\/_next\/static\/([\w~./-]+\.(css|js|svg))$/
const FROM_PUBLIC = /^\/((?:hosted\/)?[\w-]+\.(css|js|svg))$/
const ONE_YEAR = 'public, max-age=31536000, immutable'
const A_WHILE = 'public, max-age=300'
/** Files kept in memory; a build has a few dozen. */
const MOST_FILES = 500

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/**
 * Answers style sheets, scripts and icons of the last build from memory, compressed once. Resolves to false, with nothing
 * sent, when the request is for something else: the caller passes it on.
 */
export const createStaticFiles = ({ projectDir }: { readonly projectDir: string }): ((req: IncomingMessage, res: ServerResponse) => Promise<boolean>) => {
  const files = new Map<string, Promise<StoredFile | undefined>>()
  const load = (path: string, file: string, extension: string): Promise<StoredFile | undefined> => {
    const known = files.get(path)
    if (known !== undefined) return known
    const loading = readStored(file, TYPES[extension] ?? 'application/octet-stream')
    if (files.size < MOST_FILES) files.set(path, loading)
    // Only what exists is remembered: a path that somebody made up must not fill the memory.
    loading.then((stored) => { if (stored === undefined) files.delete(path) }, () => files.delete(path))
    return loading
  }
  return async (req, res) => {
    const [path = '', query] = (req.url ?? '').split('?', 2)
    const built = FROM_BUILD.exec(path)
    const published = FROM_PUBLIC.exec(path)
    const [, name = '', extension = ''] = built ?? published ?? []
    if (name === '' || name.includes('..')) return false
    const stored = await load(path, join(projectDir, built === null ? 'public' : '.next/static', name), extension)
    if (stored === undefined) return false
    send(req, res, stored, built !== null || query?.startsWith('v=') === true ? ONE_YEAR : A_WHILE)
    return true
  }
}

const readStored = async (file: string, type: string): Promise<StoredFile | undefined> => {
  const identity = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return undefined
    throw error
  })
  if (identity === undefined) return undefined
  const [br, gzipped] = await Promise.all([
    compressBrotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }),
    compressGzip(identity, { level: 9 }),
  ])
  return { type, bodies: { br, gzip: gzipped, identity } }
}

const send = (req: IncomingMessage, res: ServerResponse, { type, bodies }: StoredFile, cacheControl: string): void => {
  const accepted = String(req.headers['accept-encoding'] ?? '')
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
  const body = bodies[encoding]
  res.setHeader('content-type', type)
  res.setHeader('cache-control', cacheControl)
  res.setHeader('vary', 'accept-encoding')
  if (encoding !== 'identity') res.setHeader('content-encoding', encoding)
  res.setHeader('content-length', body.length)
  res.end(req.method === 'HEAD' ? undefined : body)
}
