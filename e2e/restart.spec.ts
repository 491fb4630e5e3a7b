import { receiverScreen } from './screens/receiver-screen.ts'
import { confirmScreen } from './screens/confirm-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { demoScreen } from './screens/demo-screen.ts'
import { openSignIn, openSignInFromDemo } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { confirmByCode, signUp } from './steps/sign-up.ts'
import { startTestInstallation, type TestInstallation } from './support/test-installation.ts'
import { TABS } from './support/test-seed.ts'
import { attachLog, expect, newAddress, test, withAndWithoutScript, type Visitor } from './support/test.ts'

let installation: TestInstallation

test.beforeAll(async () => {
  test.setTimeout(600_000)
  installation = await startTestInstallation()
})
test.afterAll(() => installation.dispose())
test.afterEach(({}, testInfo) => attachLog(installation, testInfo))

const visitorOf = (page: Visitor['page'], script: boolean): Visitor => ({ page, script, url: installation.url, receiver: installation.receiver.origin })

withAndWithoutScript(() => {
  for (const [how, signal] of [['stopped', 'SIGTERM'], ['killed', 'SIGKILL']] as const) {
    test(`a sign-in goes on after the server was ${how} and started again`, async ({ page, javaScriptEnabled }) => {
      const visitor = visitorOf(page, javaScriptEnabled)
      const state = await openSignIn(visitor, TABS)
      await signInScreen(page).expectShown()
      const code = await installation.poolhouse.stop(signal)
      expect(code).toBe(signal === 'SIGTERM' ? 0 : null)
      await installation.poolhouse.start()
      await signIn(visitor, TABS.user, TABS.password)
      await receiverScreen(page).expectCode(state)
    })
  }

  test('a sign-up goes on after the server was killed and started again', async ({ page, javaScriptEnabled }) => {
    const visitor = visitorOf(page, javaScriptEnabled)
    const email = newAddress()
    await openSignInFromDemo(visitor)
    await signUp(visitor, { email, password: 'Analytical-1843' })
    await confirmScreen(page).expectShown()
    await installation.poolhouse.stop('SIGKILL')
    await installation.poolhouse.start()
    await confirmByCode(visitor, email)
    await demoScreen(page).expectSignedIn(email)
  })
})
