import { lookup as resolveName } from 'node:dns'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { createAddressRules } from './address-rules.ts'
import { checkUrl } from './safe-fetch.ts'

/**
 * Why an address may not be asked, for whoever is about to save it: no URL, not https, or a name or number of a private network that
 * `allow` does not name. Null when it may; each request looks again.
 */
export async function refusalOfUrl(text: string, options: { allow: readonly string[]; resolve?: typeof resolveName }): Promise<string | null> {
  const rules = createAddressRules(options.allow)
  let url: URL
  try {
    url = checkUrl(text, rules)
  } catch (error) {
    if ((error as { name?: unknown }).name === 'SafeFetchError') return (error as Error).message
    throw error
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return null // a number was looked at already
  const may = url.protocol === 'https:' ? rules.allows : rules.isOwn
  try {
    const addresses = await promisify(options.resolve ?? resolveName)(host, { all: true })
    return addresses.every(({ address }) => may(url.hostname, address)) ? null : `${url.host} is not a public address that may be asked over this scheme.`
  } catch {
    return `${url.host} is the name of nothing.`
  }
}
