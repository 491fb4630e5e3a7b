import { request, type IncomingHttpHeaders } from 'node:http'

export type RawAnswer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }
export type RawRequest = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string; /** Sent as it is, where `URL` would tidy it. */ readonly path?: string }

/**
 * One HTTP request to this machine, byte for byte as given: nothing is followed, corrected or left out. The name in
 * the address becomes the Host header and is not looked up.
 */
export const rawRequest = (address: string, { method = 'GET', headers = {}, body, path }: RawRequest = {}): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const url = new URL(address)
    const sent = request({ host: '127.0.0.1', port: url.port, path: path ?? url.pathname + url.search, method, headers: { host: url.host, ...headers }, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('error', reject)
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString('utf8') }))
    })
    sent.once('error', reject)
    sent.end(body)
  })
