import { codeOf, createHostedBrowser, type HostedBrowser, type HostedBrowserOptions, pageOf, type Stop } from './hosted-browser.ts'

/** A relying party, public, and the installation it uses. */
export type Application = {
  publicUrl: string
  poolId: string
  clientId: string
  redirectUri: string
}

export const CALLBACK = 'https://app.example.com/callback'

export type TokenSet = { access_token: string; id_token: string; refresh_token: string }
export type TokenAnswer = { status: number; body: Partial<TokenSet> & { error?: string } }

export const browserFor = (application: Application, options: Partial<HostedBrowserOptions> = {}): HostedBrowser =>
  createHostedBrowser({ publicUrl: application.publicUrl, ...options })

export const issuerOf = ({ publicUrl, poolId }: Application): string => `${publicUrl}/${poolId}`

/** Sends the browser to the authorization endpoint; `change` adds or replaces parameters. */
export function beginAuthorize(browser: HostedBrowser, application: Application, change: Record<string, string> = {}): Promise<Stop> {
  const query = new URLSearchParams({
    response_type: 'code', client_id: application.clientId, redirect_uri: application.redirectUri, scope: 'openid email aws.cognito.signin.user.admin', state: 's', ...change,
  })
  return browser.open(`${issuerOf(application)}/oauth2/authorize?${query.toString()}`)
}

/** Opens the sign-in page and posts it; ends wherever that leads. */
export async function signInHosted(browser: HostedBrowser, application: Application, person: { username: string; password: string }): Promise<Stop> {
  const page = pageOf(await beginAuthorize(browser, application), 'sign-in')
  return browser.submit(page, 'sign-in', person)
}

/** Opens the sign-up page and posts it: an e-mail address, a password, and a user name where people have one. */
export async function signUpHosted(browser: HostedBrowser, application: Application, person: { email: string; password: string; username?: string }): Promise<Stop> {
  const page = pageOf(await beginAuthorize(browser, application, { prompt: 'create' }), 'sign-up')
  return browser.submit(page, 'sign-up', { 'attribute.email': person.email, password: person.password, ...(person.username === undefined ? {} : { username: person.username }) })
}

/** Posts to the token endpoint. `via`: the instance that is really spoken to. */
export async function askForTokens(application: Application, form: Record<string, string>, via = application.publicUrl): Promise<TokenAnswer> {
  const answer = await fetch(`${via}/${application.poolId}/oauth2/token`, {
    method: 'POST',
    headers: via === application.publicUrl ? {} : { 'x-forwarded-host': new URL(application.publicUrl).host },
    body: new URLSearchParams({ client_id: application.clientId, ...form }),
  })
  return { status: answer.status, body: (await answer.json()) as TokenAnswer['body'] }
}

export const exchangeCode = (application: Application, code: string, via?: string): Promise<TokenAnswer> =>
  askForTokens(application, { grant_type: 'authorization_code', redirect_uri: application.redirectUri, code }, via)

export const refresh = (application: Application, refreshToken: string, via?: string): Promise<TokenAnswer> =>
  askForTokens(application, { grant_type: 'refresh_token', refresh_token: refreshToken }, via)

/** Signs in from the first page to the tokens. */
export async function logIn(browser: HostedBrowser, application: Application, person: { username: string; password: string }): Promise<TokenSet> {
  const { status, body } = await exchangeCode(application, codeOf(await signInHosted(browser, application, person)))
  const { access_token, id_token, refresh_token } = body
  if (access_token === undefined || id_token === undefined || refresh_token === undefined) throw new Error(`No tokens: ${status} ${JSON.stringify(body)}`)
  return { access_token, id_token, refresh_token }
}

/** Status of the user info endpoint for an access token. */
export const userInfoStatus = async (application: Application, accessToken: string, via = application.publicUrl): Promise<number> => {
  const answer = await fetch(`${via}/${application.poolId}/oauth2/userInfo`, {
    headers: { authorization: `Bearer ${accessToken}`, ...(via === application.publicUrl ? {} : { 'x-forwarded-host': new URL(application.publicUrl).host }) },
  })
  await answer.arrayBuffer()
  return answer.status
}
