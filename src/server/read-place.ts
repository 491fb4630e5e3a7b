import type { IncomingMessage } from 'node:http'
import type { Place } from '#src/domain/activity/place.ts'
import { plainValue } from '#src/domain/messages/plain-value.ts'

const LONGEST_CITY = 100
/** Two letters that proxies send for no country, and for the Tor network. */
const NO_COUNTRY: ReadonlySet<string> = new Set(['XX', 'ZZ'])

/** Reads where a request came from out of the headers that the trusted proxy writes; call it for requests of such a proxy alone. */
export function createPlaceReader({ cityHeader, countryHeader }: { cityHeader: string | null; countryHeader: string | null }): (req: IncomingMessage) => Place | null {
  if (cityHeader === null && countryHeader === null) return () => null
  return (req) => {
    const city = readCity(headerOf(req, cityHeader))
    const country = readCountry(headerOf(req, countryHeader))
    return city === null && country === null ? null : { city, country }
  }
}

const headerOf = (req: IncomingMessage, name: string | null): string => String((name === null ? undefined : req.headers[name]) ?? '')

function readCountry(value: string): string | null {
  const code = value.trim().toUpperCase()
  return /^[A-Z]{2}$/.test(code) && !NO_COUNTRY.has(code) ? code : null
}

/** Proxies write names in UTF-8 as it is, or percent-encoded; Node reads headers as Latin-1. */
function readCity(value: string): string | null {
  const bytes = Buffer.from(value, 'latin1')
  const text = bytes.toString('utf8')
  const city = plainValue(decoded(text.includes('\uFFFD') ? value : text)).slice(0, LONGEST_CITY)
  return city === '' ? null : city
}

function decoded(text: string): string {
  const encoded = /%[0-9a-f]{2}/i.test(text)
  const known = encoded ? text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8')) : text
  return known.replaceAll('\uFFFD', '')
}
