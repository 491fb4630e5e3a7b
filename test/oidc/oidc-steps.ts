import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { User } from '#src/domain/users/user.ts'
import { CALLBACK } from './open-oidc.ts'
import type { OpenOidc } from './open-oidc.ts'
import { createTestBrowser } from './test-browser.ts'
import type { TestBrowser, Visit } from './test-browser.ts'

export type TokenAnswer = {
  status: number
  headers: Headers
  body: { access_token?: string; id_token?: string; refresh_token?: string; error?: string; error_description?: string; expires_in?: number; token_type?: string; scope?: string }
}

/** What most requests say; tests change it member by member, `undefined` leaves one out. */
export type Change = Record<string, string | undefined>

export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
export const newVerifier = (): string => randomBytes(32).toString('base64url')

export function authorizeUrl(oidc: OpenOidc, app: AppClient, change: Change = {}): string {
  const query = { response_type: 'code', client_id: app.id, redirect_uri: CALLBACK, scope: 'openid', state: 's', ...change }
  return `${oidc.base}/oauth2/authorize?${new URLSearchParams(definedOnly(query))}`
}

/** Parameters that the application got, from the query or the fragment. */
export function answerOf({ location }: Visit): URLSearchParams {
  assert.ok(location !== null, 'the browser was not sent anywhere')
  const url = new URL(location)
  return new URLSearchParams(url.hash === '' ? url.search : url.hash.slice(1))
}

/** Signs in and returns the code that the application got. */
export async function getCode(oidc: OpenOidc, app: AppClient, change: Change = {}, options: { browser?: TestBrowser; user?: User } = {}): Promise<string> {
  const browser = options.browser ?? createTestBrowser()
  const asked = await browser.get(authorizeUrl(oidc, app, change))
  assert.equal(asked.status, 303, asked.text)
  const answered = asked.location?.includes('/login?') ? await browser.get(await oidc.signIn(browser, asked.location, options.user)) : asked
  const code = answerOf(answered).get('code')
  assert.ok(code, `no code in ${answered.location}`)
  return code
}

export async function postForm(url: string, form: Change | string, headers: Record<string, string> = {}): Promise<TokenAnswer> {
  const body = typeof form === 'string' ? form : new URLSearchParams(definedOnly(form)).toString()
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as TokenAnswer['body']) }
}

/** A token request of the client, with its secret in the body if it has one. */
export const requestTokens = (oidc: OpenOidc, app: AppClient, form: Change, headers: Record<string, string> = {}, instance = 0): Promise<TokenAnswer> =>
  postForm(`${oidc.instances[instance]?.url}/${oidc.pool.id}/oauth2/token`, { client_id: app.id, client_secret: app.secrets[0]?.value, ...form }, headers)

export const exchange = (oidc: OpenOidc, app: AppClient, code: string, change: Change = {}, instance = 0): Promise<TokenAnswer> =>
  requestTokens(oidc, app, { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...change }, {}, instance)

export const refresh = (oidc: OpenOidc, app: AppClient, token: string | undefined, change: Change = {}, instance = 0): Promise<TokenAnswer> =>
  requestTokens(oidc, app, { grant_type: 'refresh_token', refresh_token: token, ...change }, {}, instance)

/** Tokens of a whole login. */
export async function logIn(oidc: OpenOidc, app: AppClient, change: Change = {}): Promise<Required<Pick<TokenAnswer['body'], 'access_token' | 'refresh_token'>> & TokenAnswer['body']> {
  const { status, body } = await exchange(oidc, app, await getCode(oidc, app, change))
  assert.equal(status, 200, JSON.stringify(body))
  assert.ok(body.access_token && body.refresh_token)
  return { ...body, access_token: body.access_token, refresh_token: body.refresh_token }
}

export async function userInfo(oidc: OpenOidc, token: string | null, headers: Record<string, string> = {}): Promise<{ status: number; challenge: string | null; body: Record<string, unknown> }> {
  const response = await fetch(`${oidc.base}/oauth2/userInfo`, { headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers } })
  return { status: response.status, challenge: response.headers.get('www-authenticate'), body: (await response.json()) as Record<string, unknown> }
}

export const basic = (id: string, secret: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` })

export const payloadOf = (jwt: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

const definedOnly = (form: Change): Record<string, string> =>
  Object.fromEntries(Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined))
