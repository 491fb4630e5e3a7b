import { startLoadBalancer, type LoadBalancerOptions, type RunningLoadBalancer } from './load-balancer/load-balancer.ts'
import { startTarget, type RunningTarget } from './load-balancer/target-application.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { signIn } from './steps/sign-in.ts'
import type { TestInstallation } from './support/test-installation.ts'
import { BALANCED } from './support/test-seed.ts'
import { expect, test as base, type Visitor } from './support/test.ts'

type Balanced = { readonly loadBalancer: RunningLoadBalancer; readonly target: RunningTarget }

/** Starts a load balancer in front of an application; both end with the test. */
const test = base.extend<{ balance: (options?: Partial<LoadBalancerOptions>) => Promise<Balanced> }>({
  balance: async ({ installation }, use) => {
    const running: Balanced[] = []
    await use(async (options = {}) => {
      const balanced = await startBalanced(installation, options)
      running.push(balanced)
      return balanced
    })
    for (const { loadBalancer, target } of running) await Promise.all([loadBalancer.close(), target.close()])
  },
})

const startBalanced = async ({ url, loadBalancerPort }: TestInstallation, options: Partial<LoadBalancerOptions>): Promise<Balanced> => {
  const issuer = `${url}/${BALANCED.poolId}`
  const target = await startTarget({ issuer, clientId: BALANCED.clientId, logoutEndpoint: `${issuer}/logout`, logoutUri: `http://localhost:${loadBalancerPort}/welcome` })
  const loadBalancer = await startLoadBalancer(loadBalancerPort, {
    issuer,
    authorizationEndpoint: `${issuer}/oauth2/authorize`,
    tokenEndpoint: `${issuer}/oauth2/token`,
    userInfoEndpoint: `${issuer}/oauth2/userInfo`,
    clientId: BALANCED.clientId,
    clientSecret: BALANCED.secret,
    scope: 'openid email',
    target: target.origin,
    ...options,
  })
  target.trust(loadBalancer)
  return { loadBalancer, target }
}

const arrive = async (visitor: Pick<Visitor, 'page'>, address: string): Promise<void> => {
  await visitor.page.goto(address)
  await signInScreen(visitor.page).expectShown()
  await signIn(visitor, BALANCED.user, BALANCED.password)
  await expect(visitor.page.locator('[data-user]')).toHaveText(BALANCED.user)
}

for (const clientAuthentication of ['basic', 'body', 'both'] as const) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`client secret by ${clientAuthentication}, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
      test.use({ javaScriptEnabled })
      test('an application behind a load balancer knows who came, and where they wanted to go', async ({ page, balance }) => {
        const { loadBalancer } = await balance({ clientAuthentication, authenticationRequestExtraParams: { lang: 'en' } })
        await arrive({ page }, `${loadBalancer.origin}/reports?month=may`)
        await expect(page.locator('[data-path]')).toHaveText('/reports?month=may')
        const names = (await page.context().cookies()).map(({ name }) => name)
        expect(names).toContain('AWSELBAuthSessionCookie-0')
        expect(loadBalancer.accessLog).toEqual([])
      })
    })
  }
}

test('signing out ends both sessions', async ({ page, balance }) => {
  const { loadBalancer } = await balance({ rules: [{ path: '/welcome', onUnauthenticatedRequest: 'allow' }, { path: '/', onUnauthenticatedRequest: 'authenticate' }] })
  await arrive({ page }, `${loadBalancer.origin}/`)
  await page.getByRole('link', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading')).toHaveText('Nobody is signed in')
  await expect(page).toHaveURL(`${loadBalancer.origin}/welcome`)
  await page.goto(`${loadBalancer.origin}/`)
  await signInScreen(page).expectShown()
})

test('when the access token is over it is refreshed without asking anybody', async ({ page, balance }) => {
  let ahead = 0
  const { loadBalancer } = await balance({ clock: () => Math.floor(Date.now() / 1000) + ahead })
  await arrive({ page }, `${loadBalancer.origin}/`)
  const sessionCookie = async () => (await page.context().cookies()).filter(({ name }) => name.startsWith('AWSELBAuthSessionCookie')).map(({ value }) => value).join('')
  const before = await sessionCookie()
  await page.reload()
  expect(await sessionCookie()).toBe(before)
  ahead = 3601
  await page.reload()
  await expect(page.locator('h1')).toHaveText('Signed in')
  expect(await sessionCookie()).not.toBe(before)
})

test('rules allow and deny strangers', async ({ page, balance }) => {
  const { loadBalancer } = await balance({ rules: [{ path: '/public', onUnauthenticatedRequest: 'allow' }, { path: '/api', onUnauthenticatedRequest: 'deny' }, { path: '/', onUnauthenticatedRequest: 'authenticate' }] })
  await page.goto(`${loadBalancer.origin}/public`)
  await expect(page.getByRole('heading')).toHaveText('Nobody is signed in')
  expect((await page.goto(`${loadBalancer.origin}/api`))?.status()).toBe(401)
  expect(loadBalancer.accessLog).toEqual(['AuthUnauthenticatedRequest'])
  await arrive({ page }, `${loadBalancer.origin}/`)
  expect((await page.goto(`${loadBalancer.origin}/api`))?.status()).toBe(200)
  await page.goto(`${loadBalancer.origin}/public`)
  await expect(page.locator('[data-user]')).toHaveText(BALANCED.user)
})

test('identity headers from outside are dropped', async ({ balance }) => {
  const { loadBalancer } = await balance({ rules: [{ path: '/', onUnauthenticatedRequest: 'allow' }] })
  const answer = await fetch(loadBalancer.origin, { headers: { 'x-amzn-oidc-identity': 'admin', 'x-amzn-oidc-data': 'e30.e30.e30' } })
  expect(await answer.text()).toContain('Nobody is signed in')
})

test('callbacks that belong to no sign-in of this browser are refused by name', async ({ page, balance }) => {
  const { loadBalancer } = await balance()
  const callback = `${loadBalancer.origin}/oauth2/idpresponse`
  await page.goto(loadBalancer.origin)
  expect((await page.goto(`${callback}?code=x`))?.status()).toBe(401)
  expect((await page.goto(`${callback}?code=x&state=forged`))?.status()).toBe(401)
  expect(loadBalancer.accessLog).toEqual(['AuthMissingStateParam', 'AuthInvalidStateParam'])
})

test('what the provider refuses is answered by 561 with the reason', async ({ page, balance }) => {
  const { loadBalancer } = await balance({ clientSecret: 'notthesecret0000000000001' })
  await page.goto(loadBalancer.origin)
  await signIn({ page }, BALANCED.user, BALANCED.password)
  await expect(page.locator('body')).toContainText('AuthTokenEpRequestFailed')
  expect(loadBalancer.accessLog).toEqual(['AuthTokenEpRequestFailed'])
})
