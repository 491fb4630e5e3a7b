import type { ServerResponse } from 'node:http'

/** An answer held back: `body` resolves when its writer ends it; then `send` gives it to the client. */
export type BufferedResponse = {
  readonly body: Promise<Buffer>
  send(status: number, body: Buffer): void
}

type Chunk = string | Uint8Array

/** Holds back what is written to `res`, headers included, so that it can be changed as a whole before it is sent. */
export function bufferResponse(res: ServerResponse): BufferedResponse {
  const own = { write: res.write, end: res.end, writeHead: res.writeHead, flushHeaders: res.flushHeaders }
  const chunks: Buffer[] = []
  const ended = Promise.withResolvers<Buffer>()
  const keep = (chunk: unknown, encoding: unknown) => {
    if (chunk != null && typeof chunk !== 'function') chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8') : Buffer.from(chunk as Chunk))
  }
  const callBack = (...candidates: unknown[]) => {
    const done = candidates.find((candidate) => typeof candidate === 'function')
    if (done !== undefined) process.nextTick(done as () => void)
  }
  const held = {
    write: (chunk: unknown, encoding?: unknown, done?: unknown) => {
      keep(chunk, encoding)
      callBack(encoding, done)
      return true
    },
    end: (chunk?: unknown, encoding?: unknown, done?: unknown) => {
      keep(chunk, encoding)
      callBack(chunk, encoding, done)
      ended.resolve(Buffer.concat(chunks))
      return res
    },
    writeHead: (status: number, ...rest: unknown[]) => {
      res.statusCode = status
      const headers = rest.at(-1)
      if (typeof headers === 'object' && headers !== null && !Array.isArray(headers)) for (const [name, value] of Object.entries(headers)) res.setHeader(name, value as string)
      return res
    },
    flushHeaders: () => {},
  }
  Object.assign(res, held)
  return {
    body: ended.promise,
    send(status, body) {
      Object.assign(res, own)
      res.statusCode = status
      res.removeHeader('transfer-encoding')
      res.setHeader('content-length', body.length)
      res.end(body)
    },
  }
}
