import type { OutgoingHttpHeaders } from 'node:http'
import { days } from '#src/contracts/duration.ts'
import type { EdgeResponse } from './edge-response.ts'

const ONE_YEAR_SECONDS = days(365) / 1000

const BASE_HEADERS: readonly string[] = [
  'X-Content-Type-Options', 'nosniff',
  // Not no-referrer: browsers then send `Origin: null` with form posts.
  'Referrer-Policy', 'same-origin',
  'X-Frame-Options', 'DENY',
  'Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cache-Control', 'no-store',
]
const ONLY_SECURE: readonly string[] = ['Strict-Transport-Security', `max-age=${ONE_YEAR_SECONDS}`]

/**
 * Headers of every answer, whoever gives it; a handler may set another Cache-Control or policy afterwards. No
 * Cross-Origin-Opener-Policy: applications sign in through pop-up windows and wait for them.
 */
export function setBaseHeaders(res: EdgeResponse, { secure, requestId }: { secure: boolean; requestId: string }): void {
  const headers = ['x-amzn-RequestId', requestId, ...BASE_HEADERS]
  if (secure) headers.push(...ONLY_SECURE)
  res.beginWith(headers)
}

/**
 * Headers of a page without framework scripts: own style sheets, pictures and scripts only (CSP 3). `formAction` names where
 * a form's answer may redirect to, because browsers hold the redirect after a post to `form-action` too. Pages compiled on
 * the fly need more.
 */
export function hostedPageHeaders(options: { formAction: readonly string[]; frames?: boolean; inert?: boolean; fromSource: boolean }): OutgoingHttpHeaders {
  const script = options.fromSource ? "'self' 'unsafe-inline' 'unsafe-eval'" : "'self'"
  const style = options.fromSource ? "'self' 'unsafe-inline'" : "'self'"
  const connect = options.fromSource ? "'self' ws:" : options.inert === true ? "'none'" : "'self'"
  const formAction = options.inert === true ? ["'none'"] : ["'self'", ...new Set(options.formAction.filter(isSource))]
  const policy = [
    "default-src 'none'", `script-src ${script}`, `style-src ${style}`, "img-src 'self' data:", "font-src 'self'", `connect-src ${connect}`,
    `frame-src ${options.frames === true ? "'self'" : "'none'"}`, `form-action ${formAction.join(' ')}`, "frame-ancestors 'none'", "base-uri 'none'",
  ]
  return { 'Content-Security-Policy': policy.join('; '), 'Cache-Control': 'no-store' }
}

/** A source that could end its directive is left out. */
const isSource = (source: string): boolean => /^[\w+.:/[\]-]+$/.test(source)

/** Policy of pages that hydrate: Next puts the nonce on its own inline scripts when it finds it in the request's policy. */
export function applicationPagePolicy(options: { nonce: string; fromSource: boolean }): string {
  const more = options.fromSource ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'", `script-src 'self' 'nonce-${options.nonce}'${more}`, "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:",
    `connect-src 'self'${options.fromSource ? ' ws:' : ''}`, "object-src 'none'", "frame-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
  ].join('; ')
}
