import type { IncomingMessage, ServerResponse } from 'node:http'

/** Pools below one host share its cookies, so every name carries the pool. */
export type CookieNames = { session: string; interaction: string; resume: string; browser: string }

/**
 * Names of a pool's cookies. On https they are bound to this host, path `/` and https by their prefix (RFC 6265bis §4.1.3);
 * `resume` has a narrower path, which only the weaker prefix allows.
 */
export const cookieNames = (poolId: string, secure: boolean): CookieNames => {
  const host = secure ? '__Host-' : ''
  return {
    session: `${host}${poolId}.session`,
    interaction: `${host}${poolId}.interaction`,
    resume: `${secure ? '__Secure-' : ''}${poolId}.resume`,
    browser: `${host}${poolId}.browser`,
  }
}

/** The cookie's value, or null. Of several with one name the first counts (RFC 6265 §5.4 puts the narrowest path first). */
export function readCookie(req: IncomingMessage, name: string): string | null {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null
  }
  return null
}

export type CookieLimits = { path?: string; expires?: Date }

/** Sets a cookie for this host that scripts cannot read; without `expires` it ends with the browser session. */
export const setCookie = (res: ServerResponse, name: string, value: string, secure: boolean, { path = '/', expires }: CookieLimits = {}): void =>
  void res.appendHeader('Set-Cookie', `${name}=${value}; Path=${path}${expires === undefined ? '' : `; Expires=${expires.toUTCString()}`}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`)

/** Makes the browser forget a cookie that was set with this path. */
export const clearCookie = (res: ServerResponse, name: string, secure: boolean, path = '/'): void =>
  setCookie(res, name, '', secure, { path, expires: new Date(0) })
