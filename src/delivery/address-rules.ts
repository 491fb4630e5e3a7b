import ipaddr from 'ipaddr.js'

/** Which destinations outgoing requests may have besides public addresses. */
export type AddressRules = {
  /** Whether a resolved address may be connected to for this host name. */
  allows(hostname: string, address: string): boolean
  /** Whether it is one of the operator's own: plain http is good enough there. */
  isOwn(hostname: string, address: string): boolean
}

/**
 * Public unicast addresses are allowed; private, loopback, link-local, shared, mapped, translated and reserved ones only
 * when `allow` names the host or a network that holds them (`10.0.0.0/8`).
 */
export function createAddressRules(allow: readonly string[]): AddressRules {
  const networks = allow.filter((item) => item.includes('/')).map((item) => ipaddr.parseCIDR(item))
  const names = new Set(allow.filter((item) => !item.includes('/')))
  const isOwn = (hostname: string, address: string) => {
    const parsed = ipaddr.process(address)
    return names.has(hostname) || networks.some((network) => network[0].kind() === parsed.kind() && parsed.match(network))
  }
  return {
    isOwn,
    allows: (hostname, address) => isPublic(address) || isOwn(hostname, address),
  }
}

/** IPv6 has given out one eighth of its space (RFC 4291 §2.4, IANA); elsewhere lie forms that carry an IPv4 address, like ::a.b.c.d. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

function isPublic(address: string): boolean {
  // process() turns IPv4-mapped IPv6 into IPv4, so ::ffff:127.0.0.1 is seen for what it is.
  const parsed = ipaddr.process(address)
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST))
}
