import { Agent, request } from 'node:http'

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

/** A keep-alive client with a cookie jar, as light as the measurement needs. */
export class BenchClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #cookies = new Map<string, string>()
  readonly #origin: URL

  constructor(origin: string) {
    this.#origin = new URL(origin)
  }

  forgetCookies(): void {
    this.#cookies.clear()
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send('GET', path, headers, null)
  }

  post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams(form).toString()
    return this.#send('POST', path, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)), ...headers }, body)
  }

  #send(method: string, path: string, headers: Record<string, string>, body: string | null): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Promise((resolve, reject) => {
      const req = request({
        agent: this.#agent, host: '127.0.0.1', port: this.#origin.port, method, path,
        headers: { host: this.#origin.host, ...(cookie === '' ? {} : { cookie }), ...headers },
      }, (res) => {
        for (const line of res.headers['set-cookie'] ?? []) this.#remember(line)
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() }))
        res.on('error', reject)
      })
      req.on('error', reject)
      req.end(body)
    })
  }

  #remember(line: string): void {
    const [pair = ''] = line.split(';')
    const equals = pair.indexOf('=')
    const value = pair.slice(equals + 1)
    if (value === '') this.#cookies.delete(pair.slice(0, equals))
    else this.#cookies.set(pair.slice(0, equals), value)
  }
}
