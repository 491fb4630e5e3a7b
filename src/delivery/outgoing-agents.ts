import type { lookup as resolveName, LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, request } from 'undici'

export type OutgoingAgentOptions = {
  readonly resolve: typeof resolveName
  /** Throws away a connection before it is made: none of the host's addresses is used when it returns an error. */
  readonly check: (hostname: string, addresses: readonly string[]) => Error | null
  readonly timeoutMs: number
  readonly largestAnswer: number
}

/** Makes requests over checked connections. Load this for the first request: most processes make none. */
export function createOutgoingAgent({ resolve, check, timeoutMs, largestAnswer }: OutgoingAgentOptions) {
  const lookup: LookupFunction = (hostname, _options, callback) => {
    resolve(hostname, { all: true }, (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => {
      const refused = error ?? check(hostname, addresses.map(({ address }) => address))
      if (refused === null) callback(null, addresses)
      else callback(refused, [])
    })
  }
  const dispatcher = new Agent({
    connect: { lookup, timeout: timeoutMs, autoSelectFamily: true }, maxResponseSize: largestAnswer, connections: 64, pipelining: 1,
  })
  return {
    request: (url: URL, init: { method: 'GET' | 'POST'; headers: Record<string, string>; body: string | null; headersTimeout: number; bodyTimeout: number; signal: AbortSignal }) => request(url, { ...init, dispatcher }),
    close: () => dispatcher.close(),
  }
}
