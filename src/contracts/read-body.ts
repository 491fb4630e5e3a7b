import type { IncomingMessage } from 'node:http'

/**
 * The bytes of a request's body; null as soon as they are more than `limit`, the rest is left unread then. Rejects when the
 * connection ends before the body does. Listens itself: a stream's async iterator costs more than reading a small body.
 */
export function readBody(req: IncomingMessage): Promise<Buffer>
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer | null>
export function readBody(req: IncomingMessage, limit = Infinity): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const settle = (): void => void req.off('data', take).off('end', finish).off('error', reject).off('close', cut)
    const take = (chunk: Buffer): void => {
      size += chunk.length
      if (size <= limit) {
        chunks.push(chunk)
        return
      }
      settle()
      req.pause()
      resolve(null)
    }
    const finish = (): void => {
      settle()
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks))
    }
    const cut = (): void => reject(Object.assign(new Error('The connection ended before the body did.'), { code: 'ECONNRESET' }))
    req.on('data', take).on('end', finish).on('error', reject).on('close', cut)
  })
}
