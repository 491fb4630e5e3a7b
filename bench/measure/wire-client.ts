import { createConnection, type Socket } from 'node:net'

export type Answer = { status: number; head: string; text: string }

type Waiting = { resolve: (answer: Answer) => void; reject: (error: Error) => void }

/**
 * A keep-alive client with a cookie jar that writes and reads HTTP/1.1 itself: on a machine of two cores a comfortable client
 * would cost more than the servers it measures. One request at a time.
 */
export class WireClient {
  /** As a browser writes it into the Origin header. */
  readonly origin: string
  readonly #port: number
  readonly #host: string
  #cookies = new Map<string, string>()
  #socket: Socket | null = null
  #waiting: Waiting | null = null
  #received: Buffer[] = []
  #cookieLine = ''

  constructor(url: string) {
    const { port, host, origin } = new URL(url)
    this.origin = origin
    this.#port = Number(port)
    this.#host = host
  }

  forgetCookies(): void {
    this.useCookies(new Map())
  }

  /** What the server has set so far. */
  copyCookies(): ReadonlyMap<string, string> {
    return new Map(this.#cookies)
  }

  /** Goes on as the browser that has these cookies. */
  useCookies(cookies: ReadonlyMap<string, string>): void {
    this.#cookies = new Map(cookies)
    this.#cookieLine = cookies.size === 0 ? '' : `Cookie: ${[...cookies].map(([name, value]) => `${name}=${value}`).join('; ')}\r\n`
  }

  get(path: string, headers = ''): Promise<Answer> {
    return this.#send(`GET ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n${this.#cookieLine}${headers}\r\n`)
  }

  /** `form` is url-encoded already. */
  post(path: string, form: string, headers = ''): Promise<Answer> {
    return this.#send(`POST ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n${this.#cookieLine}${headers}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(form)}\r\n\r\n${form}`)
  }

  /** A call of the AWS API; `body` is JSON already. */
  call(operation: string, body: string, headers = ''): Promise<Answer> {
    return this.#send(`POST / HTTP/1.1\r\nHost: ${this.#host}\r\n${headers}X-Amz-Target: AWSCognitoIdentityProviderService.${operation}\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = null
  }

  #send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#received = []
      this.#connected().write(request)
    })
  }

  #connected(): Socket {
    if (this.#socket !== null) return this.#socket
    const socket = createConnection({ host: '127.0.0.1', port: this.#port, noDelay: true })
    const fail = (error?: Error) => {
      if (this.#socket !== socket) return // closed by `close`: what waits now waits for another
      this.#socket = null
      this.#waiting?.reject(error ?? new Error('The server closed the connection.'))
      this.#waiting = null
    }
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('error', fail)
    socket.on('close', () => fail())
    this.#socket = socket
    return socket
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk)
    const bytes = this.#received.length === 1 ? chunk : Buffer.concat(this.#received)
    const answer = parseAnswer(bytes)
    if (answer === null) { this.#received = [bytes]; return }
    const waiting = this.#waiting
    this.#waiting = null
    this.#remember(answer.head)
    if (/\r\nconnection: close/i.test(answer.head)) this.close()
    waiting?.resolve(answer)
  }

  #remember(head: string): void {
    if (!/\r\nset-cookie:/i.test(head)) return
    for (const [, name = '', value = ''] of head.matchAll(/\r\nset-cookie: *([^=\r]+)=([^;\r]*)/gi)) {
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    this.useCookies(this.#cookies)
  }
}

/** The value of a header of an answer's head; empty when it is not there. */
export const headerOf = ({ head }: Answer, name: string): string => {
  const at = head.toLowerCase().indexOf(`\r\n${name.toLowerCase()}:`)
  if (at === -1) return ''
  const end = head.indexOf('\r\n', at + 2)
  return head.slice(at + name.length + 3, end === -1 ? undefined : end).trim()
}

/** The answer, once all of it is there. */
function parseAnswer(bytes: Buffer): Answer | null {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return null
  const head = bytes.toString('latin1', 0, headEnd)
  const status = Number(head.slice(9, 12))
  const start = headEnd + 4
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) {
    const end = start + Number(length)
    return bytes.length < end ? null : { status, head, text: bytes.toString('utf8', start, end) }
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, head, text: '' }
  return bytes.subarray(-5).toString('latin1') === '0\r\n\r\n' ? { status, head, text: unchunked(bytes, start) } : null
}

function unchunked(bytes: Buffer, start: number): string {
  const chunks: Buffer[] = []
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (!(size > 0)) return Buffer.concat(chunks).toString()
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
}
