/** Which part of the server answers a path of a pool; Cognito: user pool endpoints and managed login reference. */
export type PoolPathKind = 'oidc' | 'page' | 'form' | 'import' | 'branding'

/** Pages that people see, at the root of a pool's domain or below `/<poolId>`. */
const PAGES = [
  '/login', '/signup', '/confirmUser', '/confirm', '/resendcode', '/forgotPassword', '/confirmforgotPassword', '/resetPassword',
  '/changePassword', '/acceptTerms', '/chooseAccount', '/mfa', '/mfa/setup', '/mfa/app', '/mfa/email', '/mfa/phone', '/mfa/offer', '/mfa/recoveryCode', '/mfa/recoveryCodes', '/login/choose', '/login/code', '/login/passkey', '/login/challenge', '/passkeys/add', '/preview', '/notMe', '/keepAccount', '/done', '/signedOut', '/error', '/.well-known/change-password', '/.well-known/passkey-endpoints',
] as const

/** Paths of the protocol wire: the path itself and everything below it. */
const PROTOCOL = ['/oauth2', '/.well-known', '/logout', '/saml2', '/device'] as const

/** Where files of import jobs are sent. */
const IMPORT = /^\/import\/import-[0-9a-zA-Z-]{1,48}$/

const pages: ReadonlySet<string> = new Set(PAGES)

/** The kind of a path below a pool's base path, or undefined where a pool has nothing. Case matters, as with Cognito. */
export function poolPathKind(path: string): PoolPathKind | undefined {
  if (pages.has(path) || path === '/account' || path.startsWith('/account/')) return 'page'
  if (PROTOCOL.some((root) => path === root || path.startsWith(`${root}/`))) return 'oidc'
  if (IMPORT.test(path)) return 'import'
  if (path.startsWith('/branding/')) return 'branding'
  return path.startsWith('/hosted/') ? 'form' : undefined
}

/** First segments of the base address that are never a pool id. */
const RESERVED = /^\/(_next|__next\w*|api|console|demo|dev|hosted)(\/|$)/
const POOL_PATH = /^\/([\w-]+_[0-9a-zA-Z]+)(\/.*)?$/

/** Splits `/<poolId>/rest`; undefined for paths that cannot be a pool's (Cognito: UserPoolId, at most 55 characters). */
export function splitPoolPath(path: string): { poolId: string; path: string } | undefined {
  const match = RESERVED.test(path) ? null : POOL_PATH.exec(path)
  const poolId = match?.[1]
  return poolId === undefined || poolId.length > 55 ? undefined : { poolId, path: match?.[2] ?? '/' }
}

/** Whether every host serves this path: style sheets, scripts, icons. */
export const isStaticPath = (path: string): boolean => /^\/(_next\/static|hosted)\/./.test(path) || path === '/icon.svg' || path === '/favicon.ico' || path === '/robots.txt'

/** Whether a request to the base address brings the file of an import job: the one thing that is PUT, and may be large. */
export const isImportUpload = (method: string | undefined, path: string): boolean => method === 'PUT' && IMPORT.test(splitPoolPath(path)?.path ?? '')
