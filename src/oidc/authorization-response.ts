import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'

export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** How an answer travels when the request names no mode: tokens never in a query (OAuth multiple response types §2.1). */
export const responseModeOf = (responseType: string | undefined, asked: string | undefined): ResponseMode => {
  const fallback = responseType === 'token' ? 'fragment' : 'query'
  if (asked === 'form_post' || asked === 'fragment') return asked
  return fallback
}

/** An answer ready to be sent, by Koa or without it. */
export type PreparedAnswer = { status: number; headers: Readonly<Record<string, string>>; body: string }

/** An authorization response to an address that was found registered for the client. */
export function authorizationResponse(redirectUri: string, response: Readonly<Record<string, unknown>>, mode: ResponseMode): PreparedAnswer {
  const members = Object.entries(response).filter(([, value]) => value !== undefined).map(([name, value]): [string, string] => [name, String(value)])
  if (mode === 'form_post') return formPost(redirectUri, members)
  const encoded = new URLSearchParams(members).toString()
  // Parsing and printing the address again could change it: it is the client's, byte for byte.
  const location = mode === 'fragment' ? `${redirectUri}#${encoded}` : `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${encoded}`
  return { status: 303, headers: { Location: location.replace(/[^\x21-\x7e]+/g, encodeURIComponent), 'Cache-Control': 'no-store' }, body: '' }
}

/** Sends it without Koa. */
export function sendPrepared(res: ServerResponse, { status, headers, body }: PreparedAnswer): void {
  res.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  res.end(body)
}

const SUBMIT = 'document.forms[0].submit()'
const SUBMIT_HASH = createHash('sha256').update(SUBMIT).digest('base64')

/** OAuth form post response mode: a page that posts itself, with a button where scripts are off. */
function formPost(redirectUri: string, members: readonly (readonly [string, string])[]): PreparedAnswer {
  const inputs = members.map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`).join('')
  const body = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Continue</title></head><body>`
    + `<form method="post" action="${escapeHtml(redirectUri)}">${inputs}<noscript><button type="submit" autofocus>Continue</button></noscript></form>`
    + `<script>${SUBMIT}</script></body></html>`
  const { protocol, host } = new URL(redirectUri)
  const target = host === '' ? protocol : `${protocol}//${host}`
  const policy = `default-src 'none'; script-src 'sha256-${SUBMIT_HASH}'; form-action ${target}; frame-ancestors 'none'; base-uri 'none'`
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }, body }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in HTML content and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
