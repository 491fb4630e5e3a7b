import ipaddr from 'ipaddr.js'

/**
 * The network that tries from an address are counted on: an IPv4 address itself, also where it came as IPv4-mapped IPv6; of an IPv6
 * address its /64, since whoever has one address of it has them all (RFC 6177). Null for what is no address.
 */
export const networkOf = (address: string): string | null => {
  if (!ipaddr.isValid(address)) return null
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${(parsed as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64`
}
