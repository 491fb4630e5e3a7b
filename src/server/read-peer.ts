import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import ipaddr from 'ipaddr.js'

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** Who speaks to us, and which host was asked for. */
export type Peer = { readonly clientIp: string; readonly host: string; /** Whether a trusted proxy is at the other end of the connection. */ readonly proxied: boolean }

/**
 * Reads the peer of a request. X-Forwarded-For and X-Forwarded-Host count only as far as every hop between is a trusted
 * network: the client is the right-most address that is not trusted.
 */
export function createPeerReader(trustProxy: readonly string[]): (req: IncomingMessage) => Peer {
  const isTrusted = createNetworkMatcher(trustProxy)
  const known = new WeakMap<Socket, { direct: string; trusted: boolean }>()
  const endOf = (socket: Socket): { direct: string; trusted: boolean } => {
    const seen = known.get(socket)
    if (seen !== undefined) return seen
    const direct = canonicalAddress(socket.remoteAddress ?? '') ?? ''
    const end = { direct, trusted: isTrusted(direct) }
    known.set(socket, end)
    return end
  }
  return (req) => {
    const { direct, trusted } = endOf(req.socket)
    const host = req.headers.host ?? ''
    if (!trusted) return { clientIp: direct, host, proxied: false }
    return { clientIp: clientBehind(direct, listOf(req, 'x-forwarded-for'), isTrusted), host: listOf(req, 'x-forwarded-host').at(-1) ?? host, proxied: true }
  }
}

/** Whether an address belongs to one of the networks (CIDR). */
export function createNetworkMatcher(networks: readonly string[]): (address: string) => boolean {
  const parsed = networks.map((network) => ipaddr.parseCIDR(network))
  return (address) => isIn(parsed, address)
}

function clientBehind(direct: string, hops: readonly string[], isTrusted: (address: string) => boolean): string {
  let client = direct
  for (const hop of hops.toReversed()) {
    const address = canonicalAddress(hop)
    if (address === undefined) return client
    client = address
    if (!isTrusted(address)) return client
  }
  return client
}

/** An address in its one form: IPv4 also where it came as IPv4-mapped IPv6, without port or zone; undefined for anything else. */
export function canonicalAddress(text: string): string | undefined {
  const bare = text.replace(/^\[([^\]]+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/%.*$/, '')
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare).toString() : undefined
}

function isIn(networks: readonly Network[], address: string): boolean {
  if (address === '') return false
  const parsed = ipaddr.parse(address)
  return networks.some((network) => network[0].kind() === parsed.kind() && parsed.match(network))
}

const listOf = (req: IncomingMessage, name: string): string[] =>
  String(req.headers[name] ?? '').split(',').map((item) => item.trim()).filter((item) => item !== '')
