import { createHash, randomBytes } from 'node:crypto'
import { BENCH, userName } from '#bench/bench-pool.ts'
import { headerOf, type Answer, type WireClient } from '#bench/measure/wire-client.ts'

export type Tokens = { access_token: string; refresh_token: string; id_token: string }

/** How a server's code login is walked through. */
export type LoginPath = {
  authorizeUrl: (challenge: string) => string
  /** With a session already there. */
  authorizeAgainUrl: (challenge: string) => string
  /** From the sign-in page's address and text to the posted form's answer. */
  postForm: (client: WireClient, worker: number, pagePath: string, page: string) => Promise<Answer>
  tokenPath: string
  clientId: string
}

/** A login whose sign-in page is open. */
export type BegunLogIn = { verifier: string; pagePath: string; page: string; cookies: ReadonlyMap<string, string> }

/** One login by authorization code with PKCE in a fresh browser: authorize, page, form, the way back where there is one, token. */
export async function logIn(client: WireClient, worker: number, path: LoginPath): Promise<Tokens> {
  return finishLogIn(client, worker, path, await beginLogIn(client, path))
}

export async function beginLogIn(client: WireClient, path: LoginPath): Promise<BegunLogIn> {
  client.forgetCookies()
  const { verifier, challenge } = newPkce()
  const pagePath = pathOf(await client.get(path.authorizeUrl(challenge)))
  const page = expectStatus(await client.get(pagePath), 200).text
  return { verifier, pagePath, page, cookies: client.copyCookies() }
}

export async function finishLogIn(client: WireClient, worker: number, path: LoginPath, { verifier, pagePath, page, cookies }: BegunLogIn): Promise<Tokens> {
  client.useCookies(cookies)
  const posted = await path.postForm(client, worker, pagePath, page)
  const answer = locationOf(posted).startsWith(BENCH.redirectUri) ? posted : await client.get(pathOf(posted))
  return exchange(client, path, codeOf(answer), verifier)
}

/** The same with a session already there: authorize, token. */
export async function logInAgain(client: WireClient, path: LoginPath): Promise<Tokens> {
  const { verifier, challenge } = newPkce()
  return exchange(client, path, codeOf(await client.get(path.authorizeAgainUrl(challenge))), verifier)
}

async function exchange(client: WireClient, path: LoginPath, code: string, verifier: string): Promise<Tokens> {
  const form = new URLSearchParams({ grant_type: 'authorization_code', client_id: path.clientId, code, redirect_uri: BENCH.redirectUri, code_verifier: verifier })
  return readTokens(await client.post(path.tokenPath, form.toString()))
}

/** Poolhouse's, below `base`. */
export function poolhouseLogin(base: string): LoginPath {
  const authorizeUrl = (challenge: string) => `${base}/oauth2/authorize?${authorizeQuery(BENCH.web.id, 'openid email', challenge)}`
  return {
    authorizeUrl, authorizeAgainUrl: authorizeUrl, tokenPath: `${base}/oauth2/token`, clientId: BENCH.web.id,
    postForm: (client, worker, _pagePath, page) => postSignInForm(client, userName(worker), page),
  }
}

/** The sign-in form of a hosted page, filled in and sent as a browser does. */
export function postSignInForm(client: WireClient, username: string, page: string): Promise<Answer> {
  const form = /<form\b[^>]*action="([^"]*\/hosted\/sign-in)"[^>]*>([\s\S]*?)<\/form>/.exec(page)
  if (form === null) throw new Error(`This is no sign-in page: ${page.slice(0, 500)}`)
  const fields = new URLSearchParams()
  for (const [input] of (form[2] ?? '').matchAll(/<input\b[^>]*>/g)) {
    if (attribute(input, 'type') === 'hidden') fields.append(attribute(input, 'name'), attribute(input, 'value'))
  }
  fields.set('username', username)
  fields.set('password', BENCH.password)
  return client.post(form[1] ?? '', fields.toString(), `Origin: ${client.origin}\r\n`)
}

const attribute = (tag: string, name: string): string => (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&')

export const bareLogin = (clientId: string): LoginPath => {
  const authorizeUrl = (challenge: string) => `/auth?${authorizeQuery(clientId, 'openid offline_access', challenge)}`
  return {
    authorizeUrl, authorizeAgainUrl: authorizeUrl, tokenPath: '/token', clientId,
    postForm: (client, _worker, pagePath) => client.post(pagePath, 'login=ada&password=x'),
  }
}

export const limitLogin: LoginPath = {
  authorizeUrl: (challenge) => `/authorize?${authorizeQuery('web', 'openid', challenge)}`,
  authorizeAgainUrl: (challenge) => `/authorize-again?${authorizeQuery('web', 'openid', challenge)}`,
  tokenPath: '/token', clientId: 'web',
  postForm: (client) => client.post('/login', 'username=ada%40example.com&password=x'),
}

const authorizeQuery = (clientId: string, scope: string, challenge: string): string =>
  new URLSearchParams({ client_id: clientId, response_type: 'code', scope, redirect_uri: BENCH.redirectUri, code_challenge: challenge, code_challenge_method: 'S256', state: 'x', nonce: 'n' }).toString()

function newPkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

/** An answer with another status means that something else was measured than meant. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`Expected ${status}, got: ${answer.head}\n${answer.text.slice(0, 500)}`)
  return answer
}

export const readTokens = (answer: Answer): Tokens => JSON.parse(expectStatus(answer, 200).text) as Tokens

function locationOf(answer: Answer): string {
  const location = headerOf(answer, 'location')
  if (location === '') throw new Error(`Expected a redirect, got: ${answer.head}\n${answer.text.slice(0, 500)}`)
  return location
}

function pathOf(answer: Answer): string {
  const { pathname, search } = new URL(locationOf(answer), 'http://localhost')
  return pathname + search
}

function codeOf(answer: Answer): string {
  const location = locationOf(answer)
  const code = location.startsWith(BENCH.redirectUri) ? new URL(location).searchParams.get('code') : null
  if (code === null) throw new Error(`Expected a code, got: ${location}`)
  return code
}
