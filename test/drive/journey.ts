import { getUserAttributeVerificationCode } from '#src/domain/attributes/get-user-attribute-verification-code.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { adminCreateUser } from '#src/domain/users/admin-create-user.ts'
import { answerChallenge } from '#src/domain/sign-in/answer-challenge.ts'
import { startSignIn } from '#src/domain/sign-in/start-sign-in.ts'
import { createSrpClient } from '#test/users/srp-client.ts'
import { askForTokens, beginAuthorize, browserFor, exchangeCode, refresh, signInHosted, signUpHosted, userInfoStatus } from './application.ts'
import { codeOf, type HostedBrowser, pageOf } from './hosted-browser.ts'
import type { Poolhouse } from './open-poolhouse.ts'

/** Every secret that came up, by what it is. Short codes are kept apart: six digits may occur by chance. */
export type Secrets = { long: Map<string, string>; codes: Map<string, string> }

const EMAIL = 'ada@example.com'
const FIRST = 'First-Horse-4711'
const SECOND = 'Second-Horse-4712'
const TEMPORARY = 'Temporary-Horse-4713'
const MISTYPED = 'Mistyped-Horse-4714'

/**
 * One person's whole way through an installation, the wrong turns included: sign-up, confirmation, sign-in on pages and by SRP,
 * tokens, refresh, user info, recovery, an attribute's code, a confidential client, an invited user whose way is left half done.
 */
export async function journey(poolhouse: Poolhouse): Promise<Secrets> {
  const { domain, pool, client, application } = poolhouse
  const secrets: Secrets = { long: new Map([['first password', FIRST], ['second password', SECOND], ['temporary password', TEMPORARY], ['mistyped password', MISTYPED]]), codes: new Map() }
  const keep = (name: string, value: string | null | undefined) => {
    if (!value) throw new Error(`No ${name} came up.`)
    const kept = value.length > 12 ? secrets.long : secrets.codes
    kept.set(name, value)
    return value
  }
  const codeFor = async (name: string, to: string) => keep(name, (await poolhouse.message({ to })).code)

  const browser = browserFor(application)
  const confirm = pageOf(await signUpHosted(browser, application, { email: EMAIL, password: FIRST }), 'confirm')
  keep('csrf token', confirm.view.frame.form.csrf)
  const signedUp = await browser.submit(confirm, 'confirm-sign-up', { username: EMAIL, code: await codeFor('sign-up code', EMAIL) })
  const first = await exchangeCode(application, keep('authorization code', codeOf(signedUp)))
  for (const [name, token] of Object.entries(first.body)) if (name.endsWith('_token')) keep(name, String(token))
  await userInfoStatus(application, first.body.access_token ?? '')
  keep('refreshed access token', (await refresh(application, first.body.refresh_token ?? '')).body.access_token)

  await signInHosted(browserFor(application), application, { username: EMAIL, password: MISTYPED })
  const other = browserFor(application)
  await signInHosted(other, application, { username: EMAIL, password: FIRST })
  const srp = createSrpClient()
  const begun = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_SRP_AUTH', username: EMAIL, srpA: srp.srpA })
  if (begun.kind !== 'challenge') throw new Error('SRP asks for a proof first.')
  await answerChallenge(domain, { pool, client, wire: 'api', session: keep('session of SRP', begun.session), challenge: 'PASSWORD_VERIFIER', responses: srp.answer(begun.parameters, pool.id, FIRST) })

  await recover(other, poolhouse, () => codeFor('reset code', EMAIL))
  const pending = codeOf(await beginAuthorize(other, application))
  keep('unspent authorization code', pending)
  const user = await poolhouse.findUser(EMAIL)
  await getUserAttributeVerificationCode(domain, { pool, client, user, attribute: 'email' })
  await codeFor('attribute code', EMAIL)
  for (const [name, { value }] of [...browser.plain.cookies, ...other.plain.cookies]) if (value.length > 12) keep(`cookie ${name} ${value.slice(0, 4)}`, value)

  const confidential = await createUserPoolClient(domain, { ...client.settings, UserPoolId: pool.id, ClientName: 'confidential', GenerateSecret: true })
  const secret = keep('client secret', confidential.secrets[0]?.value)
  await askForTokens({ ...application, clientId: confidential.id }, { grant_type: 'refresh_token', refresh_token: 'x'.repeat(64), client_secret: secret })

  await adminCreateUser(domain, { pool, username: 'bob@example.com', attributes: { email: 'bob@example.com' }, temporaryPassword: TEMPORARY, deliveryMediums: ['EMAIL'] })
  const invited = browserFor(application)
  pageOf(await signInHosted(invited, application, { username: 'bob@example.com', password: TEMPORARY }), 'new-password')
  const challenged = await startSignIn(domain, { pool, client, wire: 'api', flow: 'USER_PASSWORD_AUTH', username: 'bob@example.com', password: TEMPORARY })
  if (challenged.kind === 'challenge') keep('session of the new password', challenged.session)
  return secrets
}

async function recover(browser: HostedBrowser, { url, application }: Poolhouse, code: () => Promise<string>): Promise<void> {
  const signIn = pageOf(await beginAuthorize(browser, application, { prompt: 'login' }), 'sign-in')
  const forgot = pageOf(await browser.open(`${url}${signIn.view.frame.links.forgotPassword ?? ''}`), 'forgot-password')
  const reset = pageOf(await browser.submit(forgot, 'forgot-password', { username: EMAIL }), 'reset-password')
  codeOf(await browser.submit(reset, 'reset-password', { username: EMAIL, code: await code(), password: SECOND, end_sessions: 'on' }))
}
