import ipaddr from 'ipaddr.js'
import type { Problem } from './env.ts'

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i

/** Keeps addresses and networks (`10.0.0.0/8`, `::1`), with `names` host names too; the rest goes to `problems`. */
export function readNetworks(variable: string, items: readonly string[], problems: Problem[], { names }: { names: boolean }): readonly string[] {
  const isNetwork = (item: string) => (item.includes('/') ? ipaddr.isValidCIDR(item) : isPlainAddress(item))
  const isName = (item: string) => names && HOST_NAME.test(item) && !/^[\d.]+$/.test(item)
  const wrong = items.filter((item) => !isNetwork(item) && !isName(item))
  if (wrong.length > 0) {
    problems.push({
      variable,
      sentence: `${variable} contains ${wrong.map((item) => `"${item}"`).join(', ')}, which is no ${names ? 'host name, ' : ''}address or network.`,
      mend: `Use ${names ? 'names or ' : ''}addresses like 10.0.0.7 or networks like 10.0.0.0/8, separated by commas.`,
    })
  }
  return items.filter((item) => !wrong.includes(item)).map((item) => (item.includes('/') || !isPlainAddress(item) ? item.toLowerCase() : `${item}/${ipaddr.parse(item).kind() === 'ipv4' ? 32 : 128}`))
}

// ipaddr.js also reads 0x7f.1 and 127.1, which an operator never means.
const isPlainAddress = (item: string): boolean => (item.includes(':') ? ipaddr.IPv6.isValid(item) : ipaddr.IPv4.isValidFourPartDecimal(item))
