import { ServerResponse, validateHeaderName, validateHeaderValue, type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http'

type GivenHeaders = OutgoingHttpHeaders | readonly OutgoingHttpHeader[]

/**
 * A response whose headers are gathered in a list and handed to Node with its head. Node keeps what `setHeader` gets in a
 * table, checks it when it is set and again when it is written: for a dozen headers that costs more than routing the
 * request. Whoever asks for a header, removes one or sets several at once under one name finds everything in Node's table;
 * cookies alone may be several in the list, one entry each.
 */
export class EdgeResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  /** Names and values in turns; null once Node keeps them. */
  #gathered: string[] | null = null
  #hasCookies = false

  /** Begins with these names and values in turns, none of them twice, known to be valid. Called before any other header is set. */
  beginWith(headers: string[]): void {
    this.#gathered = headers
  }

  override setHeader(name: string, value: number | string | readonly string[]): this {
    if (this.#gathered === null || typeof value === 'object' || (this.#hasCookies && isCookie(name))) return this.#settled().#toNode(name, value)
    validateHeaderName(name)
    validateHeaderValue(name, String(value))
    put(this.#gathered, this.#gathered.length, name, String(value))
    return this
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    const given = rest.at(-1)
    const gathered = this.#gathered
    if (gathered === null || !isPlain(given) || (this.#hasCookies && givesCookies(given))) return this.#settled().#head(status, rest)
    const headers = [...gathered]
    putAll(headers, given)
    this.#head(status, typeof rest[0] === 'string' ? [rest[0], headers] : [headers])
    this.#gathered = null
    return this
  }

  override getHeader(name: string): OutgoingHttpHeader | undefined {
    this.#settled()
    return super.getHeader(name)
  }
  override getHeaders(): OutgoingHttpHeaders {
    this.#settled()
    return super.getHeaders()
  }
  override getHeaderNames(): string[] {
    this.#settled()
    return super.getHeaderNames()
  }
  override hasHeader(name: string): boolean {
    this.#settled()
    return super.hasHeader(name)
  }
  override removeHeader(name: string): void {
    this.#settled()
    super.removeHeader(name)
  }
  override appendHeader(name: string, value: string | readonly string[]): this {
    if (this.#gathered === null || typeof value !== 'string' || !isCookie(name)) return this.#settled().#appendToNode(name, value)
    validateHeaderValue(name, value)
    this.#gathered.push(name, value)
    this.#hasCookies = true
    return this
  }

  #settled(): this {
    const gathered = this.#gathered
    this.#gathered = null
    if (gathered === null) return this
    for (let i = 0; i < gathered.length; i += 2) {
      const [name, value] = [gathered[i] ?? '', gathered[i + 1] ?? '']
      if (isCookie(name)) super.appendHeader(name, value)
      else super.setHeader(name, value)
    }
    return this
  }

  #appendToNode(name: string, value: string | readonly string[]): this {
    return super.appendHeader(name, value)
  }

  #toNode(name: string, value: number | string | readonly string[]): this {
    return super.setHeader(name, value)
  }

  #head(status: number, rest: unknown[]): this {
    return (super.writeHead as (status: number, ...rest: unknown[]) => this).call(this, status, ...rest)
  }
}

const COOKIE = 'set-cookie'
const isCookie = (name: string): boolean => name.length === COOKIE.length && name.toLowerCase() === COOKIE

const givesCookies = (given: GivenHeaders | string | undefined): boolean =>
  typeof given === 'object' && (Array.isArray(given) ? given.some((name, index) => index % 2 === 0 && isCookie(String(name))) : Object.keys(given).some(isCookie))

/** Not the forms that nobody here uses: pairs of an array, `Headers`. */
const isPlain = (given: unknown): given is GivenHeaders | string | undefined =>
  given === undefined || typeof given === 'string' || (Array.isArray(given) ? typeof given[0] === 'string' : Object.getPrototypeOf(given) === Object.prototype)

function putAll(headers: string[], given: GivenHeaders | string | undefined): void {
  if (given === undefined || typeof given === 'string') return
  const before = headers.length
  if (Array.isArray(given)) {
    for (let i = 0; i < given.length; i += 2) put(headers, before, given[i] as string, given[i + 1] as string)
    return
  }
  for (const name in given) {
    const value = (given as OutgoingHttpHeaders)[name]
    if (typeof value === 'object') for (const one of value) headers.push(name, one)
    else put(headers, before, name, value as string)
  }
}

/** In the place of the header of this name among those before `end`, or behind all. Node judges the value when it writes it. */
function put(headers: string[], end: number, name: string, value: string): void {
  for (let i = 0; i < end; i += 2) {
    const known = headers[i]
    if (known === name || (known?.length === name.length && known.toLowerCase() === name.toLowerCase())) {
      headers[i + 1] = value
      return
    }
  }
  headers.push(name, value)
}
