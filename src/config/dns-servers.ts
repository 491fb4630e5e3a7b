import { isIP, isIPv6 } from 'node:net'
import type { Problem } from './env.ts'

/** Keeps addresses of name servers (`192.0.2.53`, `192.0.2.53:5353`, `[2001:db8::53]:5353`); the rest goes to `problems`. */
export function readDnsServers(items: readonly string[], problems: Problem[]): readonly string[] {
  const wrong = items.filter((item) => !isServer(item))
  if (wrong.length > 0) {
    problems.push({
      variable: 'DNS_SERVERS',
      sentence: `DNS_SERVERS contains ${wrong.map((item) => `"${item}"`).join(', ')}, which is no address of a name server.`,
      mend: 'Use addresses like 192.0.2.53 or 192.0.2.53:5353, separated by commas, or unset it.',
    })
  }
  return items.filter((item) => !wrong.includes(item))
}

function isServer(item: string): boolean {
  if (isIP(item) !== 0) return true
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(item) ?? []
  return (bracketed === undefined ? isIP(plain ?? '') === 4 : isIPv6(bracketed)) && Number(port) >= 1 && Number(port) <= 65_535
}
