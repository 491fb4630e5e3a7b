import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { ASSET_EXTENSIONS, type Brand } from '#src/domain/branding/brand.ts'
import type { BrandAssetStore } from '#src/domain/branding/brand-file.ts'
import { BRANDING_PATH } from './brand-frame.ts'
import type { HostedDeps } from './hosted-deps.ts'

export type BrandFileDeps = Pick<HostedDeps, 'brands' | 'clients' | 'previewDesign'> & { brandAssets: BrandAssetStore }

const FILE = new RegExp(`^${BRANDING_PATH}/([0-9a-f]{64})\\.([a-z0-9]+)$`)
const FOREVER = 'public, max-age=31536000, immutable'

/**
 * Answers the files of a pool's look, named by their SHA-256. What is opened by itself can load, run and embed nothing. A style sheet
 * that is no longer (or not yet) this instance's answers the present one, which nobody keeps: a page is never without its look.
 */
export const answerBrandFile = async (deps: BrandFileDeps, req: IncomingMessage, res: ServerResponse, request: PoolRequest): Promise<void> => {
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
  res.setHeader('X-Content-Type-Options', 'nosniff')
  const [, hash = '', extension = ''] = FILE.exec(request.path) ?? []
  if (extension === 'css') {
    const preview = new URLSearchParams(request.query).get('preview')
    const sheet = preview === null ? await stylesheetOf(deps, request) : ((await deps.previewDesign({ poolId: request.poolId, token: preview }))?.brand.stylesheet ?? null)
    if (sheet !== null) return send(req, res, { type: 'text/css; charset=utf-8', cacheControl: sheet.hash === hash && preview === null ? FOREVER : 'no-store', ...encode(sheet, req.headers['accept-encoding']) })
  } else if (hash !== '') {
    const file = await deps.brandAssets.findAsset(request.poolId, hash)
    if (file !== null && ASSET_EXTENSIONS[file.type] === extension) return send(req, res, { type: file.type, cacheControl: FOREVER, bytes: file.bytes })
  }
  res.writeHead(404, { 'Content-Length': 0 }).end()
}

const stylesheetOf = async ({ brands, clients }: BrandFileDeps, { poolId, query }: PoolRequest): Promise<Brand['stylesheet']> => {
  const named = new URLSearchParams(query).get('client')
  const client = named === null ? null : await clients.findClient(named)
  return (await brands.brandOf({ poolId, clientId: client?.poolId === poolId ? client.id : null })).stylesheet
}

type Sheet = NonNullable<Brand['stylesheet']>
type Encoded = { encoding?: 'br' | 'gzip'; bytes: Uint8Array }

// A sheet stays the same object for as long as it is a pool's: compressed once.
const encoded = new WeakMap<Sheet, Map<string, Encoded>>()

const encode = (sheet: Sheet, accepted: unknown): Encoded => {
  const names = String(accepted ?? '')
  const encoding = /\bbr\b/.test(names) ? 'br' : /\bgzip\b/.test(names) ? 'gzip' : 'identity'
  const ready = encoded.get(sheet) ?? new Map<string, Encoded>()
  encoded.set(sheet, ready)
  const made = ready.get(encoding) ?? compress(Buffer.from(sheet.css), encoding)
  ready.set(encoding, made)
  return made
}

const compress = (bytes: Buffer, encoding: 'br' | 'gzip' | 'identity'): Encoded => {
  if (encoding === 'br') return { encoding, bytes: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }) }
  return encoding === 'gzip' ? { encoding, bytes: gzipSync(bytes, { level: 9 }) } : { bytes }
}

const send = (req: IncomingMessage, res: ServerResponse, { type, cacheControl, encoding, bytes }: Encoded & { type: string; cacheControl: string }): void => {
  res.setHeader('Content-Type', type)
  res.setHeader('Cache-Control', cacheControl)
  res.setHeader('Content-Length', bytes.length)
  if (encoding !== undefined) res.setHeader('Content-Encoding', encoding)
  if (type.startsWith('text/')) res.setHeader('Vary', 'accept-encoding')
  res.end(req.method === 'HEAD' ? undefined : bytes)
}
