import { openRawSignIn } from './steps/open-raw-sign-in.ts'
import { authorizeUrl } from './support/authorize-url.ts'
import { RawBrowser, readForm } from './support/raw-browser.ts'
import type { RawAnswer } from './support/raw-request.ts'
import { DEMO_POOL_ID, TABS } from './support/test-seed.ts'
import { expect, test } from './support/test.ts'

const SIGN_IN = { username: TABS.user, password: TABS.password }
const client = (receiver: string) => ({ ...TABS, redirectUri: `${receiver}/callback` })

/** Whether an answer, followed to its end, brings a code. */
const endsWithCode = async (browser: RawBrowser, answer: RawAnswer): Promise<boolean> => {
  let last = answer
  for (let hops = 0; hops < 10 && last.headers.location !== undefined; hops += 1) {
    const next = new URL(last.headers.location, browser.url)
    if (next.pathname === '/callback') return next.searchParams.has('code')
    last = await browser.send(next.href)
  }
  return false
}

test('HP-05 the form posts to its own origin, the password is masked and empty, and autocomplete is never off', async ({ installation }) => {
  const { page, form, browser } = await openRawSignIn(installation.url, { ...client(installation.receiver.origin), login_hint: TABS.user })
  expect(new URL(form.action, browser.url).origin).toBe(installation.url)
  expect(form.fields['username']).toBe(TABS.user)
  expect(form.fields['password']).toBe('')
  expect(page.body).toMatch(/<input[^>]*type="password"[^>]*name="password"|<input[^>]*name="password"[^>]*type="password"/)
  expect(page.body).not.toMatch(/autocomplete="off"/i)
  expect(page.body).toMatch(/autocomplete="username webauthn"/i)
  expect(page.body).toMatch(/autocomplete="current-password"/i)
  const refused = await browser.open((await browser.submit(form, { ...SIGN_IN, password: 'a wrong password' })).headers.location ?? '')
  expect(readForm(refused.body).fields['password']).toBe('')
  expect(refused.body).not.toContain('a wrong password')
})

const PAYLOADS = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "';alert(1)//", '<svg/onload=alert(1)>']
const PARAMETERS = ['state', 'nonce', 'scope', 'login_hint', 'lang', 'ui_locales', 'prompt', 'client_id', 'redirect_uri', 'response_type', 'identity_provider', 'idp_identifier', 'resource', 'code_challenge', 'acr_values']

for (const parameter of PARAMETERS) {
  test(`HP-06 markup in ${parameter} is never markup on a page`, async ({ installation }) => {
    for (const payload of PAYLOADS) {
      const browser = new RawBrowser(installation.url)
      const address = new URL(authorizeUrl(installation.url, client(installation.receiver.origin)))
      address.searchParams.set(parameter, payload)
      for (const path of [address.pathname, address.pathname.replace('/oauth2/authorize', '/login')]) {
        const answer = await browser.open(`${installation.url}${path}${address.search}`)
        expect(answer.status, payload).toBeLessThan(500)
        expect(answer.body).not.toMatch(/<script>alert|<img src=x|<svg\/onload|"><img/)
      }
    }
  })
}

test('HP-06 markup in what was typed is shown as it was typed', async ({ installation }) => {
  for (const payload of PAYLOADS) {
    const { browser, form } = await openRawSignIn(installation.url, client(installation.receiver.origin))
    const page = await browser.open((await browser.submit(form, { username: payload, password: payload })).headers.location ?? '')
    expect(page.body).not.toMatch(/<script>alert|<img src=x|<svg\/onload|"><img/)
    expect(readForm(page.body).fields['username']).toBe(payload)
  }
})

test('HP-09 the same form from its own page signs in, so that what follows proves something', async ({ installation }) => {
  const { browser, form } = await openRawSignIn(installation.url, client(installation.receiver.origin))
  expect(await endsWithCode(browser, await browser.submit(form, SIGN_IN))).toBe(true)
})

test('HP-09 a form without its cookies signs nobody in', async ({ installation }) => {
  const { form } = await openRawSignIn(installation.url, client(installation.receiver.origin))
  const stranger = new RawBrowser(installation.url)
  expect(await endsWithCode(stranger, await stranger.submit(form, SIGN_IN))).toBe(false)
})

test('HP-09 a form with another browser\'s cookies signs nobody in', async ({ installation }) => {
  const victim = await openRawSignIn(installation.url, client(installation.receiver.origin))
  const attacker = await openRawSignIn(installation.url, client(installation.receiver.origin))
  expect(await endsWithCode(victim.browser, await victim.browser.submit(attacker.form, SIGN_IN))).toBe(false)
})

test('HP-09 altered anti-forgery fields sign nobody in', async ({ installation }) => {
  for (const csrf of ['', 'x', 'A'.repeat(44), 'A'.repeat(600)]) {
    const { browser, form } = await openRawSignIn(installation.url, client(installation.receiver.origin))
    expect(form.fields['csrf']).toBeTruthy()
    const answer = await browser.submit(form, { ...SIGN_IN, csrf })
    expect(await endsWithCode(browser, answer), csrf).toBe(false)
  }
})

test('HP-09 a form from another origin signs nobody in', async ({ installation }) => {
  const foreign: Record<string, string>[] = [{ origin: 'https://evil.example.com' }, { origin: 'null' }, { origin: `${installation.url}.evil.example.com` }, { origin: installation.receiver.origin }]
  for (const headers of foreign) {
    const { browser, form } = await openRawSignIn(installation.url, client(installation.receiver.origin))
    const answer = await browser.submit(form, SIGN_IN, headers)
    expect(answer.status, JSON.stringify(headers)).toBe(403)
    expect(await endsWithCode(browser, answer)).toBe(false)
  }
})

test('HP-09 a form that says nothing of its origin, from a browser that says cross-site, signs nobody in', async ({ installation }) => {
  const { browser, form } = await openRawSignIn(installation.url, client(installation.receiver.origin))
  const answer = await browser.send(form.action, {
    method: 'POST', body: new URLSearchParams({ ...form.fields, ...SIGN_IN }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
  })
  expect(await endsWithCode(browser, answer)).toBe(false)
})

/** A page without what differs by design: ids, tokens, times, and the name that was typed. */
const neutral = (body: string, typed: string): string =>
  body.replaceAll(typed, 'TYPED').replaceAll(encodeURIComponent(typed), 'TYPED').replaceAll(/(value|href|action|content|src)="[^"]*"/g, '$1=""').replaceAll(/\S+\*+@\S+?(?=<)/g, 'MASKED').replaceAll(/\d+:\d\d/g, 'TIME').replaceAll(/data-seconds="\d+"/g, '')

test('HP-10 a wrong password and an unknown user get the same status and the same page', async ({ installation }) => {
  const seen: string[] = []
  for (const username of [TABS.user, 'nobody-at-all@example.com']) {
    const { browser, form } = await openRawSignIn(installation.url, client(installation.receiver.origin))
    const answer = await browser.submit(form, { username, password: 'a wrong password' })
    expect(answer.status).toBe(303)
    const page = await browser.open(answer.headers.location ?? '')
    seen.push(`${page.status} ${neutral(page.body, username)}`)
  }
  expect(seen[1]).toBe(seen[0])
})

for (const [form, path, fields] of [['forgot password', '/forgotPassword', {}], ['sign up', '/signup', { 'attribute.name': 'Ada' }]] as const) {
  test(`HP-10 ${form} answers the same for a known and an unknown address`, async ({ installation }) => {
    const seen: string[] = []
    for (const address of ['ada@example.com', `nobody-${crypto.randomUUID()}@example.com`]) {
      const { browser, page } = await openRawSignIn(installation.url, { poolId: DEMO_POOL_ID, clientId: 'demoweb', redirectUri: `${installation.url}/demo/api/auth/callback/poolhouse` })
      const query = new URL(browser.url).search
      const shown = await browser.open(`${installation.url}/${DEMO_POOL_ID}${path}${query}`)
      expect(page.status).toBe(200)
      const values: Record<string, string> = form === 'sign up' ? { 'attribute.email': address, password: 'Analytical-1843', ...fields } : { username: address }
      const answer = await browser.submit(readForm(shown.body), values)
      expect(answer.status).toBe(303)
      const next = await browser.open(answer.headers.location ?? '')
      seen.push(`${next.status} ${neutral(next.body, address)}`)
    }
    expect(seen[1]).toBe(seen[0])
  })
}

test('HP-11 no parameter leads anywhere but to the registered address', async ({ installation }) => {
  const names = ['next', 'returnTo', 'return_to', 'callbackUrl', 'continue', 'url', 'redirect', 'r', 'target', 'RelayState', 'logout_uri', 'post_logout_redirect_uri']
  for (const name of names) {
    for (const target of ['https://evil.example.com/', '//evil.example.com/', '/\\evil.example.com']) {
      const query = new URLSearchParams({ client_id: TABS.clientId, [name]: target })
      for (const path of ['login', 'logout', 'signedOut', 'done', 'oauth2/authorize', 'confirmUser', 'error']) {
        const browser = new RawBrowser(installation.url)
        const answer = await browser.open(`${installation.url}/${TABS.poolId}/${path}?${query.toString()}`)
        expect(answer.status, `${path} ${name}`).toBeLessThan(500)
        expect(answer.headers.location ?? '', `${path} ${name}`).not.toContain('evil.example.com')
        expect(answer.body, `${path} ${name}`).not.toMatch(/(href|action|src|content)="[^"]*(?:\/\/|\\)evil\.example\.com/)
      }
    }
  }
})
