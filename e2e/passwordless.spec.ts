import { chooseMethodScreen, identifyScreen, passkeyButton, signInCodeScreen } from './screens/first-factor-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { callAws } from './support/call-aws.ts'
import { KEYS, PASSWORDLESS } from './support/passkey-pools.ts'
import { waitForMessage } from './support/read-inbox.ts'
import { expect, newAddress, newNumber, test, type Visitor, withAndWithoutScript } from './support/test.ts'

const PASSWORD = 'Analytical-1843'

/** Somebody new, known by an address and perhaps a number. */
const addAda = async (url: string, phone?: string): Promise<string> => {
  const email = newAddress()
  const attributes = { email, email_verified: 'true', ...(phone === undefined ? {} : { phone_number: phone, phone_number_verified: 'true' }) }
  const named = { UserPoolId: PASSWORDLESS.poolId, Username: email }
  await callAws(url, 'AdminCreateUser', { ...named, MessageAction: 'SUPPRESS', UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })) })
  await callAws(url, 'AdminSetUserPassword', { ...named, Password: PASSWORD, Permanent: true })
  return email
}

/** Opens the page and says who signs in; returns the state that must come back. */
const identify = async (visitor: Visitor, email: string): Promise<string> => {
  const screen = identifyScreen(visitor.page)
  const state = await openSignIn(visitor, PASSWORDLESS)
  await screen.expectShown('Sign in')
  await screen.identifier.fill(email)
  await screen.next.click()
  return state
}

const codeTo = async (url: string, to: string, after?: Date): Promise<string> => (await waitForMessage(url, to, after)).code ?? ''

withAndWithoutScript(() => {
  test('the name first, then a code by mail: a wrong one is refused, the right one signs in', async ({ visitor }) => {
    const { page, url, script } = visitor
    const [choose, asked] = [chooseMethodScreen(page), signInCodeScreen(page)]
    const email = await addAda(url)
    const state = await identify(visitor, email)
    await choose.expectChoice()
    await checkAccessibility(page, 'choice of ways')
    await expect(page.getByText(email)).toBeVisible()
    await choose.way('Code by e-mail').click()
    await asked.expectShown('Check your e-mail')
    await checkAccessibility(page, 'code that signs in')
    const code = await codeTo(url, email)
    expect(code).toMatch(/^\d{8}$/)
    await asked.code.fill(code === '00000000' ? '00000001' : '00000000')
    if (!script) await asked.submit.click()
    await asked.expectRefused('That code is not right')
    await checkAccessibility(page, 'code, refused')
    await asked.code.fill(`${code.slice(0, 4)} ${code.slice(4)}`)
    await asked.submit.click()
    await receiverScreen(page).expectCode(state)
  })

  test('a code by text message, another way in between, and the way used last is marked', async ({ visitor }) => {
    const { page, url, script } = visitor
    const phone = newNumber()
    const [choose, asked] = [chooseMethodScreen(page), signInCodeScreen(page)]
    const email = await addAda(url, phone)
    const state = await identify(visitor, email)
    await choose.way('Code by e-mail').click()
    await asked.another.click()
    await choose.expectChoice()
    await choose.way('Code by text message').click()
    await asked.expectShown('Check your phone')
    const { text, code } = await waitForMessage(url, phone)
    expect(text.split('\n').at(-1), 'phones fill it in on this host alone').toBe(`@localhost #${code ?? ''}`)
    await asked.code.fill(code ?? '')
    if (!script) await asked.submit.click()
    await receiverScreen(page).expectCode(state)
    await page.context().clearCookies({ name: `${PASSWORDLESS.poolId}.session` })
    await identify(visitor, email)
    await expect(page.getByRole('button', { name: /^Code by text message.*Last used$/ })).toBeVisible()
  })

  test('the password beside the other ways, refused and then right', async ({ visitor }) => {
    const { page, url } = visitor
    const choose = chooseMethodScreen(page)
    const state = await identify(visitor, await addAda(url))
    await choose.password.fill('Wrong-Horse-9')
    await choose.signIn.click()
    await choose.expectRefused('That user name or password is not right')
    await checkAccessibility(page, 'wrong password beside other ways')
    await choose.password.fill(PASSWORD)
    await choose.signIn.click()
    await receiverScreen(page).expectCode(state)
  })

  test('what a password manager fills in for both fields signs in at once', async ({ visitor }) => {
    const { page, url } = visitor
    const screen = identifyScreen(page)
    const email = await addAda(url)
    const state = await openSignIn(visitor, PASSWORDLESS)
    await expect(screen.filledPassword).toHaveAttribute('autocomplete', 'current-password')
    await screen.identifier.fill(email)
    await screen.filledPassword.evaluate((input: HTMLInputElement, value) => { input.value = value }, PASSWORD)
    await screen.next.click()
    await receiverScreen(page).expectCode(state)
  })

  test('somebody else than the one who was named goes back to the name', async ({ visitor }) => {
    const { page, url } = visitor
    await identify(visitor, await addAda(url))
    await page.getByRole('link', { name: 'Not you?' }).click()
    await identifyScreen(page).expectShown('Sign in')
    await expect(identifyScreen(page).identifier).toBeEditable()
  })

  test('passkeys are shown only where the page\'s script can use them', async ({ visitor }) => {
    const { page, script } = visitor
    await openSignIn(visitor, KEYS)
    await expect(passkeyButton(page)).toBeVisible({ visible: script })
    await expect(page.getByText('or', { exact: true })).toBeVisible({ visible: script })
    await expect(signInScreen(page).password).toBeEditable()
  })
})

test('a password that was filled in for one name is not sent with another', async ({ visitor }) => {
  const { page, url } = visitor
  const screen = identifyScreen(page)
  await openSignIn(visitor, PASSWORDLESS)
  await screen.filledPassword.evaluate((input: HTMLInputElement) => { input.value = 'of-somebody-else' })
  await screen.identifier.pressSequentially(await addAda(url))
  await expect(screen.filledPassword).toHaveValue('')
  await screen.next.click()
  await chooseMethodScreen(page).expectChoice()
})
