import type { IncomingMessage } from 'node:http'

/**
 * Whether a form post comes from our own page: `Origin` must be ours. A browser that sends none must say `same-origin`
 * in Sec-Fetch-Site; a client that sends neither is no browser, and the form token decides.
 */
export const isSameOrigin = (req: Pick<IncomingMessage, 'headers'>, origin: string): boolean => {
  const sent = req.headers.origin
  if (sent !== undefined) return sent === origin
  const site = req.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin'
}
