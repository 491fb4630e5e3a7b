import { lookup as resolveName } from 'node:dns'
import { isIP } from 'node:net'
import { seconds } from '#src/contracts/duration.ts'
import { createAddressRules, type AddressRules } from './address-rules.ts'

export type SafeFetchErrorCode = 'AddressRefused' | 'BadUrl' | 'TimedOut' | 'TooLarge' | 'Unreachable'

/** An outgoing request that was not made or not answered. The message names the host, never path, query or headers. */
export class SafeFetchError extends Error {
  override readonly name = 'SafeFetchError'
  readonly code: SafeFetchErrorCode

  constructor(code: SafeFetchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export type SafeRequest = {
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Milliseconds for everything; 5 seconds when absent. */
  readonly timeoutMs?: number
  /** Ends the request sooner; it then fails as TimedOut. */
  readonly signal?: AbortSignal
}
export type SafeResponse = { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: Buffer }

export type SafeFetch = {
  /** One request, one answer; redirects are answers like others and never followed. */
  fetch(url: string, request: SafeRequest): Promise<SafeResponse>
  close(): Promise<void>
}

const TIMEOUT = seconds(5)
const LARGEST_ANSWER = 1024 * 1024

/**
 * The one client for requests to addresses that others choose (triggers, web hooks, identity providers). Names are resolved
 * once per connection, every address is checked, and the connection goes to a checked address. https only, http to allowed ones.
 */
export function createSafeFetch(options: { allow: readonly string[]; resolve?: typeof resolveName }): SafeFetch {
  const rules = createAddressRules(options.allow)
  const open = async () => {
    const { createOutgoingAgent } = await import('./outgoing-agents.ts')
    const agent = (allows: AddressRules['allows']) =>
      createOutgoingAgent({ resolve: options.resolve ?? resolveName, check: refusalBy(allows), timeoutMs: TIMEOUT, largestAnswer: LARGEST_ANSWER })
    return { 'https:': agent(rules.allows), 'http:': agent(rules.isOwn) }
  }
  // Most processes never ask anybody: the client is loaded for the first request.
  let opening: ReturnType<typeof open> | undefined
  return {
    async fetch(text, init) {
      const url = checkUrl(text, rules)
      const timeoutMs = init.timeoutMs ?? TIMEOUT
      const timeout = AbortSignal.timeout(timeoutMs)
      const signal = init.signal === undefined ? timeout : AbortSignal.any([timeout, init.signal])
      const agents = await (opening ??= open())
      const agent = url.protocol === 'https:' ? agents['https:'] : agents['http:']
      try {
        const answer = await agent.request(url, { method: init.method, headers: { 'accept-encoding': 'identity', ...init.headers }, body: init.body ?? null, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, signal })
        return { status: answer.statusCode, headers: answer.headers, body: await readAtMost(answer.body, url.host) }
      } catch (error) {
        throw toSafeFetchError(error, url.host, signal)
      }
    },
    close: async () => {
      if (opening !== undefined) await Promise.all(Object.values(await opening).map((agent) => agent.close()))
    },
  }
}

/** The address, when its form and a number in it may be asked; AddressRefused or BadUrl. Names are looked up later. */
export function checkUrl(text: string, rules: AddressRules): URL {
  if (!URL.canParse(text)) throw new SafeFetchError('BadUrl', 'The address is not a URL.')
  const url = new URL(text)
  if (!['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '') throw new SafeFetchError('BadUrl', 'Only https addresses without credentials can be asked.')
  // The parser has turned 0x7f.1 and 2130706433 into 127.0.0.1 by now. Addresses are never looked up, so they are checked here.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  const check = url.protocol === 'https:' ? rules.allows : rules.isOwn
  if (isIP(literal) !== 0 && !check(literal, literal)) throw refusedAddress(url.host)
  return url
}

const refusedAddress = (host: string): SafeFetchError => new SafeFetchError('AddressRefused', `${host} is not a public address that may be asked over this scheme.`)

const refusalBy = (allows: AddressRules['allows']) => (hostname: string, addresses: readonly string[]): Error | null =>
  addresses.length > 0 && addresses.every((address) => allows(hostname, address)) ? null : refusedAddress(hostname)

async function readAtMost(body: AsyncIterable<Buffer>, host: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > LARGEST_ANSWER) throw new SafeFetchError('TooLarge', `${host} answered more than a megabyte.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function toSafeFetchError(error: unknown, host: string, signal: AbortSignal): SafeFetchError {
  const code = (error as { code?: unknown } | null)?.code
  if (error instanceof Error && error.name === 'SafeFetchError') return error as SafeFetchError
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new SafeFetchError('TooLarge', `${host} answered more than a megabyte.`, { cause: error })
  if (signal.aborted || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return new SafeFetchError('TimedOut', `${host} did not answer in time.`, { cause: error })
  return new SafeFetchError('Unreachable', `${host} cannot be reached.`, { cause: error })
}
