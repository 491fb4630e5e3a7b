import { demoScreen } from './screens/demo-screen.ts'
import { openRawSignIn } from './steps/open-raw-sign-in.ts'
import { openSignInFromDemo } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { authorizeUrl } from './support/authorize-url.ts'
import { PUBLIC_ORIGIN, startPublicInstallation } from './support/public-installation.ts'
import { RawBrowser } from './support/raw-browser.ts'
import { rawRequest } from './support/raw-request.ts'
import { TABS } from './support/test-seed.ts'
import { expect, test } from './support/test.ts'

const PAGES = {
  'sign in': (receiver: string) => authorizeUrl('', { ...TABS, redirectUri: `${receiver}/callback` }),
  'error': () => authorizeUrl('', { ...TABS, redirectUri: 'https://evil.example.com/' }),
  'logout error': () => `/${TABS.poolId}/logout?client_id=${TABS.clientId}&logout_uri=https%3A%2F%2Fevil.example.com%2F`,
  'signed out': () => `/${TABS.poolId}/signedOut`,
  'bookmark': () => `/${TABS.poolId}/login`,
}

const directives = (policy: string | undefined): Map<string, string[]> =>
  new Map((policy ?? '').split(';').map((directive) => directive.trim().split(/\s+/)).map(([name = '', ...sources]) => [name, sources]))

for (const [name, address] of Object.entries(PAGES)) {
  test(`HP-01 HP-02 HP-03 ${name}: may not be framed, runs only own scripts, is not stored`, async ({ installation }) => {
    const answer = await new RawBrowser(installation.url).open(installation.url + address(installation.receiver.origin))
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
    const policy = directives(answer.headers['content-security-policy'] as string | undefined)
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('frame-ancestors')).toEqual(["'none'"])
    expect(policy.get('base-uri')).toEqual(["'none'"])
    expect(policy.get('script-src')).toEqual(["'self'"])
    expect(policy.get('style-src')).toEqual(["'self'"])
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['referrer-policy']).toBe('same-origin')
    expect(answer.headers['cache-control']).toContain('no-store')
    expect(answer.headers['x-powered-by']).toBeUndefined()
    expect(answer.headers.server).toBeUndefined()
    expect(answer.body).not.toMatch(/\son\w+="|<script(?![^>]*\ssrc="\/hosted\/)|\sstyle="|javascript:/i)
  })
}

test('HP-02 the form of a sign-in may lead to its own application and nowhere else', async ({ installation }) => {
  const { page } = await openRawSignIn(installation.url, { ...TABS, redirectUri: `${installation.receiver.origin}/callback` })
  expect(directives(page.headers['content-security-policy'] as string).get('form-action')).toEqual(["'self'", installation.receiver.origin])
})

test('HP-02 pages that hydrate get a new nonce each time', async ({ installation }) => {
  const nonces = await Promise.all([1, 2].map(async () => {
    const { headers } = await rawRequest(`${installation.url}/demo`)
    const policy = headers['content-security-policy'] as string
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    return /'nonce-([^']+)'/.exec(policy)?.[1]
  }))
  expect(nonces[0]).toMatch(/^[\w+/=-]{16,}$/)
  expect(nonces[0]).not.toBe(nonces[1])
})

test('HP-14 no page carries a secret, a hash or a script of somebody else', async ({ visitor }) => {
  const { page, url } = visitor
  const bodies: string[] = []
  page.on('response', (response) => {
    const mine = new URL(response.url()).hostname.endsWith('localhost')
    expect(mine, response.url()).toBe(true)
    if (response.request().resourceType() !== 'image') void response.text().then((text) => bodies.push(text), () => '')
  })
  await openSignInFromDemo(visitor)
  await signIn(visitor, 'ada@example.com', 'Lovelace-1815')
  await demoScreen(page).expectSignedIn('ada@example.com')
  await page.goto(url)
  await page.goto(`${url}/dev/inbox`, { waitUntil: 'networkidle' })
  const seen = bodies.join('\n')
  expect(seen.length).toBeGreaterThan(10_000)
  for (const secret of ['demosecretknowntoeverybody', 'demomachinesecretknowntoeverybody', '$argon2', 'PRIVATE KEY', '"d":"', 'passwordHash', 'BEGIN RSA']) expect(seen.includes(secret), secret).toBe(false)
})

test.describe('in production', () => {
  test('HP-04 HP-08 https is kept for a year, cookies are host-only and secure, and development pages are absent', async () => {
    const { inner, dispose } = await startPublicInstallation()
    try {
      // A proxy that ends TLS hands on the host by which people came.
      const browser = new RawBrowser(inner)
      const host = { host: new URL(PUBLIC_ORIGIN).host }
      const redirect = await browser.send(authorizeUrl(inner, { ...TABS, redirectUri: 'https://app.example.com/callback' }), { headers: host })
      expect(redirect.headers.location).toMatch(/^(https:\/\/(tabs\.)?auth\.example\.com)?\/\S*login\?/)
      expect(redirect.headers['strict-transport-security']).toMatch(/max-age=(3153[6-9]\d{3}|[4-9]\d{7,})/)
      expect(browser.setCookies.length).toBeGreaterThan(0)
      for (const cookie of browser.setCookies) {
        // A path of its own is narrower than `__Host-` allows.
        expect(cookie).toMatch(/^__Host-.*; *path=\/(;|$)|^__Secure-.*; *path=\/us-east-1_tabs00001\/oauth2\/authorize\/[\w-]+(;|$)/i)
        expect(cookie).toMatch(/; *secure/i)
        expect(cookie).toMatch(/; *httponly/i)
        expect(cookie).toMatch(/; *samesite=(lax|strict)/i)
        expect(cookie).not.toMatch(/domain=/i)
        expect(cookie.length).toBeLessThan(4096)
      }
      for (const path of ['/', '/demo', '/demo/api/auth/providers', '/demo/sign-out', '/dev/inbox', '/dev/inbox/latest?to=a', '/dev/messages', '/dev/messages/html', '/dev/gallery', '/dev/gallery/sign-in/start']) {
        const answer = await rawRequest(inner + path, { headers: host })
        expect(answer.status, path).toBe(404)
        expect(answer.headers['strict-transport-security'], path).toBeDefined()
      }
    } finally {
      await dispose()
    }
  })
})

test('HP-08 cookies of a development instance are host-only, hidden from scripts and small', async ({ installation }) => {
  const { browser, form } = await openRawSignIn(installation.url, { ...TABS, redirectUri: `${installation.receiver.origin}/callback` })
  await browser.submit(form, { username: TABS.user, password: TABS.password })
  expect(browser.setCookies.length).toBeGreaterThan(0)
  for (const cookie of browser.setCookies) {
    expect(cookie).toMatch(/; *httponly/i)
    expect(cookie).toMatch(/; *samesite=(lax|strict)/i)
    expect(cookie).not.toMatch(/domain=/i)
    expect(cookie.length).toBeLessThan(4096)
  }
})
