import { createHash } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { directionOf, knownLocale } from '#src/contracts/messages/catalogues.ts'
import { loadTexts } from '#src/contracts/messages/load-catalogue.ts'

/** Seconds after which a browser or proxy may ask again. */
const RETRY_AFTER = 10

const STYLE = `:root{color-scheme:light dark;--bg:light-dark(#f5f6f8,#0b0e14);--surface:light-dark(#fff,#141922);--line:light-dark(#e2e5ea,#2a3240);--text:light-dark(#12161f,#e9ecf2);--muted:light-dark(#545e70,#a6b0c0);--accent:light-dark(#2450d8,#8fa8ff);--on:light-dark(#fff,#0b1020)}
*{box-sizing:border-box;margin:0}body{min-height:100dvh;display:grid;place-items:center;padding:1rem;background:var(--bg);color:var(--text);font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
main{inline-size:100%;max-inline-size:26rem;padding:2rem;display:grid;gap:1rem;background:var(--surface);border:1px solid var(--line);border-radius:1rem}h1{font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.015em}
p{color:var(--muted)}a{min-block-size:2.875rem;display:grid;place-items:center;border-radius:.625rem;background:var(--accent);color:var(--on);font-weight:600;text-decoration:none}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (max-width:29.99rem){body{place-items:start;padding:1.25rem;background:var(--surface)}main{padding:0;border:0}}@media (forced-colors:active){a{border:1px solid}}`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

export type AwayPage = { readonly status: 503; readonly headers: OutgoingHttpHeaders; readonly body: string }

/**
 * The page for when the database cannot be reached: needs neither Next nor a pool's settings. `retryHref` is the page to
 * ask again, for a form the page it was on; it must be a path on this origin.
 */
export const databaseAwayPage = async ({ locale, retryHref }: { readonly locale: string; readonly retryHref: string }): Promise<AwayPage> => {
  const t = await loadTexts(locale)
  const known = knownLocale(locale)
  const body = `<!DOCTYPE html><html lang="${known}" dir="${directionOf(known)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(t('frame.errorTitle', { title: t('away.title') }))}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(t('away.title'))}</h1><p>${escapeHtml(t('away.help'))}</p><p>${escapeHtml(t('away.form'))}</p><a href="${escapeHtml(pathOnly(retryHref))}">${escapeHtml(t('away.retry'))}</a></main></body></html>`
  return {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'retry-after': String(RETRY_AFTER),
    },
    body,
  }
}

/** A leading `//` or another scheme would lead away from this origin. */
const pathOnly = (href: string): string => (/^\/(?![/\\])/.test(href) ? href : '/')

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
