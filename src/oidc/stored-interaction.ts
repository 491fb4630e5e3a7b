import type { IncomingMessage } from 'node:http'
import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import { cookieNames, readCookie } from './cookies.ts'
import type { OidcDeps } from './oidc-deps.ts'

/** A pending authorize request as it is stored, whoever began it: oidc-provider by adapter.ts, or begin-interaction.ts. */
export type StoredInteraction = {
  params: Record<string, unknown>
  prompt: { name: string; reasons: string[]; details?: Record<string, unknown> }
  session?: { accountId?: string; uid?: string }
  returnTo: string
  /** SHA-256 of the cookie of the browser that it was begun in. */
  browser: string | null
  exp: number
  deviceCode?: string
  /** Parameters that came signed. */
  trusted?: string[]
  parJti?: string
  flow?: string
  result?: { login?: StoredLogin; error?: string }
}

/** A finished sign-in, in oidc-provider's words. `ts` is in seconds. */
export type StoredLogin = { accountId: string; ts: number; remember: boolean; amr: string[]; acr?: string; /** The browser as a device of the user. */ deviceKey?: string }

/** What the browser's cookie says of it, as it is stored with what was begun there; null without cookie. */
export function browserOf({ publicUrl }: Pick<OidcDeps, 'publicUrl'>, req: IncomingMessage, poolId: string): string | null {
  const cookie = readCookie(req, cookieNames(poolId, publicUrl.startsWith('https:')).browser)
  return cookie === null ? null : digestToken(cookie)
}

/** Whether it is alive and was begun in this browser: what another browser has copied is worth nothing. */
export const isPendingIn = (browser: string, { clock }: Pick<OidcDeps, 'clock'>, pending: StoredInteraction): boolean =>
  pending.exp > epochSeconds(clock.now()) && pending.browser !== null && equalInConstantTime(pending.browser, browser)
