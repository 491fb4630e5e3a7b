/** Schemes that run, read or leave something instead of handing the answer to an application. */
const REFUSED_SCHEMES = new Set([
  'javascript:', 'vbscript:', 'data:', 'blob:', 'file:', 'filesystem:', 'about:', 'view-source:', 'jar:', 'intent:',
  'ws:', 'wss:', 'ftp:', 'mailto:', 'tel:', 'sms:', 'urn:', 'chrome:', 'resource:',
])
const LOOPBACK = /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Why an address cannot be a callback or sign-out URL of a client, or null when it can: absolute, no fragment,
 * no credentials, https, or http to this machine, or an application's own scheme (Cognito: CallbackURLs; RFC 8252 §7).
 */
export const redirectUrlProblem = (url: string): string | null => {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url) || !URL.canParse(url)) return `${url} must be an absolute URL.`
  // Parsers disagree about these, and what one of them reads is where the answer goes.
  if (/[\\\s\p{C}]/u.test(url)) return `${url} contains a character that is not allowed.`
  if (url.includes('#')) return `${url} cannot contain a fragment.`
  const { protocol, hostname, username, password } = new URL(url)
  if (REFUSED_SCHEMES.has(protocol)) return `${url} cannot use the ${protocol.slice(0, -1)} scheme.`
  if (protocol !== 'http:' && protocol !== 'https:') return null
  const authority = /^https?:\/\/([^/?]+)/i.exec(url)?.[1]
  if (authority === undefined || hostname === '') return `${url} must be an absolute URL.`
  if (authority.includes('@') || username !== '' || password !== '') return `${url} cannot contain user information.`
  if (!/^[\x21-\x7e]+$/.test(authority)) return `${url} must write its host name in ASCII.`
  if (protocol === 'http:' && !LOOPBACK.test(hostname)) return `${url} cannot use the HTTP protocol.`
  return null
}
