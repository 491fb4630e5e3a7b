import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { accountScreen } from './screens/account-screen.ts'
import { confirmScreen } from './screens/confirm-screen.ts'
import { mfaAppScreen } from './screens/mfa-screens.ts'
import { forgotPasswordScreen } from './screens/recovery-screens.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { signUpScreen } from './screens/sign-up-screen.ts'
import { addPerson } from './steps/add-person.ts'
import { openAccount } from './steps/open-account.ts'
import { openSignIn, openSignInFromDemo } from './steps/open-sign-in.ts'
import { askForReset } from './steps/reset-password.ts'
import { signIn } from './steps/sign-in.ts'
import { signUp } from './steps/sign-up.ts'
import { DEMANDING } from './support/factor-pools.ts'
import { NAMES, TABS } from './support/test-seed.ts'
import { expect, newAddress, test, type Visitor } from './support/test.ts'

const LIMIT_BYTES = 30 * 1024

type Loaded = { readonly url: string; readonly bytes: number; readonly body: string }

/** Everything that showing the page asked for, each as it would be gzipped; what was cached before counts too. */
const loadAfresh = async (page: Page): Promise<Loaded[]> => {
  const context = await page.context().browser()?.newContext()
  if (context === undefined) throw new Error('The browser is gone.')
  await context.addCookies(await page.context().cookies())
  const fresh = await context.newPage()
  const loaded: Promise<Loaded>[] = []
  fresh.on('requestfinished', (request) => {
    loaded.push(request.response().then(async (response) => {
      const body = (await response?.body()) ?? Buffer.alloc(0)
      return { url: request.url(), bytes: gzipSync(body).length, body: body.toString('utf8') }
    }))
  })
  await fresh.goto(page.url(), { waitUntil: 'networkidle' })
  const all = await Promise.all(loaded)
  await context.close()
  return all
}

const SCREENS: Readonly<Record<string, (visitor: Visitor) => Promise<void>>> = {
  'sign in': async (visitor) => { await openSignIn(visitor, TABS) },
  'sign up': async (visitor) => {
    await openSignIn(visitor, NAMES)
    await signInScreen(visitor.page).createAccount.click()
    await signUpScreen(visitor.page).expectShown()
  },
  'confirm': async (visitor) => {
    await openSignInFromDemo(visitor)
    await signUp(visitor, { email: newAddress(), password: 'Analytical-1843' })
    await confirmScreen(visitor.page).expectShown()
  },
  'forgot password': async (visitor) => {
    await openSignIn(visitor, TABS)
    await signInScreen(visitor.page).forgotPassword.click()
    await forgotPasswordScreen(visitor.page).expectShown()
  },
  'reset password': async (visitor) => {
    await openSignIn(visitor, TABS)
    await askForReset(visitor, newAddress('nobody'))
  },
  'authenticator': async (visitor) => {
    const { username, password } = await addPerson(visitor.url, DEMANDING.poolId)
    await openSignIn(visitor, DEMANDING)
    await signIn(visitor, username, password)
    await mfaAppScreen(visitor.page).expectShown()
  },
  'error': async (visitor) => { await openSignIn(visitor, { ...TABS, redirectUri: 'https://evil.example.com/' }) },
  'bookmark': async ({ page, url }) => { await page.goto(`${url}/${TABS.poolId}/login`) },
  'account': async (visitor) => {
    await openAccount(visitor, TABS.poolId, { username: TABS.user, password: TABS.password }, '/profile')
    await accountScreen(visitor.page).expectShown('Profile')
  },
  'signed out': async ({ page, url }) => { await page.goto(`${url}/${TABS.poolId}/signedOut`) },
}

for (const [screen, open] of Object.entries(SCREENS)) {
  test(`${screen}: at most 30 kB in all, from our own origin, without framework scripts`, async ({ visitor }) => {
    await open(visitor)
    const loaded = await loadAfresh(visitor.page)
    expect(loaded.filter(({ url }) => new URL(url).origin !== new URL(visitor.page.url()).origin).map(({ url }) => url)).toEqual([])
    expect(loaded.some(({ url }) => url.includes('.css')), 'has its style sheet').toBe(true)
    const scripts = loaded.filter(({ url }) => new URL(url).pathname.endsWith('.js')).map(({ url }) => new URL(url).pathname)
    expect(scripts).toEqual(['/hosted/hosted-pages.js'])
    expect(loaded.find(({ url }) => url === visitor.page.url())?.body).not.toMatch(/self\.__next_f|_next\/static\/chunks\/[^"]*\.js/)
    const weight = loaded.reduce((sum, { bytes }) => sum + bytes, 0)
    test.info().annotations.push({ type: 'weight', description: `${(weight / 1024).toFixed(1)} kB` })
    expect(weight).toBeLessThanOrEqual(LIMIT_BYTES)
  })
}
