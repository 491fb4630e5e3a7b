import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { createAccount } from './steps/create-account.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { askForReset } from './steps/reset-password.ts'
import { NAMES, TABS } from './support/test-seed.ts'
import { expect, test, withAndWithoutScript } from './support/test.ts'

const ADA = [TABS.user, TABS.password] as const

withAndWithoutScript(() => {
  test('two tabs are two sign-ins: each finishes with its own state', async ({ visitor }) => {
    const other = { ...visitor, page: await visitor.page.context().newPage() }
    const [first, second] = [await openSignIn(visitor, TABS), await openSignIn(other, TABS)]
    await signInScreen(visitor.page).expectShown()
    await signInScreen(other.page).expectShown()
    await signIn(visitor, ...ADA)
    await receiverScreen(visitor.page).expectCode(first)
    // The other tab was left open meanwhile.
    await signIn(other, ...ADA)
    await receiverScreen(other.page).expectCode(second)
  })

  test('a wrong password in one tab is not told in the other', async ({ visitor }) => {
    const other = { ...visitor, page: await visitor.page.context().newPage() }
    await openSignIn(visitor, NAMES)
    await openSignIn(other, NAMES)
    await signIn(visitor, 'nobody', 'wrong password')
    await signInScreen(visitor.page).expectWrongCredentials('nobody')
    await other.page.reload()
    await signInScreen(other.page).expectShown()
  })

  test('after an error the back button leads to a page that works', async ({ visitor }) => {
    const { page } = visitor
    const screen = signInScreen(page)
    const state = await openSignIn(visitor, TABS)
    await signIn(visitor, TABS.user, 'wrong password')
    await screen.expectWrongCredentials(TABS.user)
    await page.goBack()
    await expect(screen.heading).toHaveText('Sign in')
    await signIn(visitor, ...ADA)
    await receiverScreen(page).expectCode(state)
  })

  test('reloading after an error sends nothing again', async ({ visitor }) => {
    const { page } = visitor
    await openSignIn(visitor, NAMES)
    await signIn(visitor, 'nobody', 'wrong password')
    await signInScreen(page).expectWrongCredentials('nobody')
    const methods: string[] = []
    page.on('request', (request) => { if (request.isNavigationRequest()) methods.push(request.method()) })
    await page.reload()
    await signInScreen(page).expectWrongCredentials('nobody')
    expect(methods).toEqual(['GET'])
  })

  test('the way back from the reset page leads to the same sign-in', async ({ visitor }) => {
    const account = await createAccount(visitor)
    const { page } = visitor
    const client = { poolId: 'us-east-1_demo00001', clientId: 'demoweb', redirectUri: `${visitor.url}/demo/api/auth/callback/poolhouse` }
    await openSignIn(visitor, client)
    await askForReset(visitor, account.email)
    await page.goBack()
    await page.goBack()
    await expect(signInScreen(page).heading).toHaveText('Sign in')
    await signIn(visitor, account.email, account.password)
    await expect(page).toHaveURL(new RegExp(`^${visitor.url}/demo`))
  })
})
