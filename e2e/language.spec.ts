import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { languageSwitch } from './screens/language-switch.ts'
import { openAccount } from './steps/open-account.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { NAMES, TABS } from './support/test-seed.ts'
import { expect, test, withAndWithoutScript } from './support/test.ts'

test('what was typed stays when the language is switched, but for the password', async ({ visitor }) => {
  const { page } = visitor
  await openSignIn(visitor, NAMES)
  await signInScreen(page).createAccount.click()
  await page.locator('input[name="username"]').fill('ada-lovelace')
  await page.locator('input[name="attribute.given_name"]').fill('Ada')
  await page.locator('input[type="password"]').fill('Analytical-1843')
  await languageSwitch(page).open('English')
  await languageSwitch(page).choose('Français')
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(page.locator('input[name="username"]')).toHaveValue('ada-lovelace')
  await expect(page.locator('input[name="attribute.given_name"]')).toHaveValue('Ada')
  await expect(page.locator('input[type="password"]')).toHaveValue('')
})

withAndWithoutScript(() => {
  test('the language is switched in the middle of a sign-in, which goes on where it was', async ({ visitor }) => {
    const { page } = visitor
    const languages = languageSwitch(page)
    const state = await openSignIn(visitor, TABS)
    await signIn(visitor, TABS.user, 'wrong password')
    await languages.open('English')
    await checkAccessibility(page, 'sign-in, languages open')
    await languages.choose('Deutsch')
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await expect(page.locator('h1')).toHaveText('Anmelden')
    await expect(page.getByText('Benutzername oder Passwort stimmt nicht')).toBeVisible()
    await expect(page.locator('input[name="username"]')).toHaveValue(TABS.user)
    await page.locator('input[name="password"]').fill(TABS.password)
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
    await receiverScreen(page).expectCode(state)
  })

  test('a language from right to left turns the page, and is still chosen the next time', async ({ visitor }) => {
    const { page } = visitor
    await openSignIn(visitor, TABS)
    await languageSwitch(page).open('English')
    await languageSwitch(page).choose('العربية')
    for (const again of [false, true]) {
      if (again) await openSignIn(visitor, TABS)
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      await expect(page.locator('h1')).toHaveText('تسجيل الدخول')
    }
    await checkAccessibility(page, 'sign-in in Arabic')
    const [heading, field] = [await page.locator('h1').boundingBox(), await page.locator('input[name="username"]').boundingBox()]
    if (heading === null || field === null) throw new Error('The page shows no form.')
    expect(Math.abs(heading.x + heading.width - field.x - field.width)).toBeLessThan(2)
  })

  test('the account portal is switched as well, and stays on its page', async ({ visitor }) => {
    const { page } = visitor
    await openAccount(visitor, TABS.poolId, { username: TABS.user, password: TABS.password }, '/security')
    await languageSwitch(page).open('English')
    await languageSwitch(page).choose('日本語')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
    await expect(page).toHaveURL(/\/account\/security/)
    await expect(page.locator('main')).toHaveCount(1)
  })
})
