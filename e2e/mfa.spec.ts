import { mfaAppScreen, mfaChoiceScreen, mfaCodeScreen, recoveryCodesScreen } from './screens/mfa-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { addPerson, type Person } from './steps/add-person.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { authenticatorOf } from './support/authenticator.ts'
import { callAws } from './support/call-aws.ts'
import { ADDRESSING, CHOOSING, DEMANDING } from './support/factor-pools.ts'
import { waitForCode, waitForMessage } from './support/read-inbox.ts'
import { readQr } from './support/read-qr.ts'
import { expect, newAddress, newNumber, test, type Visitor, withAndWithoutScript } from './support/test.ts'

type Pool = { readonly poolId: string; readonly clientId: string }

/** A fresh sign-in of somebody, up to the page after the password. */
const begin = async (visitor: Visitor, pool: Pool, { username, password }: Person): Promise<string> => {
  await visitor.page.context().clearCookies()
  const state = await openSignIn(visitor, pool)
  await signIn(visitor, username, password)
  return state
}

/** Types a code; with script the last digit sends the form by itself. */
const enter = async ({ page, script }: Visitor, code: string): Promise<void> => {
  const screen = mfaCodeScreen(page)
  await screen.code.fill(code)
  if (!script) await screen.submit.click()
}

withAndWithoutScript(() => {
  test('an authenticator is set up by the code read off the page, and asked for from then on', async ({ visitor }) => {
    const { page, url, script } = visitor
    const ada = await addPerson(url, DEMANDING.poolId)
    const setUp = mfaAppScreen(page)
    let state = await begin(visitor, DEMANDING, ada)
    await setUp.expectShown()
    await checkAccessibility(page, 'authenticator')
    await page.emulateMedia({ colorScheme: 'dark' })
    const uri = await readQr(setUp.qr)
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await readQr(setUp.qr), 'the same in both schemes').toBe(uri)
    expect(uri).toContain(`otpauth://totp/Demanding%3A${ada.username}?secret=`)
    await setUp.typeKey.click()
    await expect(setUp.key).toHaveText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    // Without script nothing pretends to copy.
    await expect(setUp.copy).toBeVisible({ visible: script })
    expect((await setUp.key.innerText()).replaceAll(' ', '')).toBe(new URL(uri).searchParams.get('secret'))
    const authenticator = authenticatorOf(uri)
    await setUp.code.fill(authenticator.wrongCode())
    await setUp.name.fill('My phone')
    await setUp.submit.click()
    await setUp.expectRefused('That code is not right')
    expect(await readQr(setUp.qr), 'the second try is of the same key').toBe(uri)
    await setUp.code.fill(authenticator.code())
    await setUp.submit.click()
    await recoveryCodesScreen(page).pass()
    await receiverScreen(page).expectCode(state)

    const asked = mfaCodeScreen(page)
    state = await begin(visitor, DEMANDING, ada)
    await asked.expectApp()
    await expect(page.getByText('My phone')).toBeVisible()
    await enter(visitor, authenticator.wrongCode())
    await asked.expectRefused('That code is not right')
    await checkAccessibility(page, 'code, refused')
    // After a refusal the form waits for the button.
    await asked.code.fill(authenticator.code(1))
    await asked.submit.click()
    await receiverScreen(page).expectCode(state)
  })

  test('of several factors one is chosen, another way is tried, and a pasted code with a space works', async ({ visitor }) => {
    const { page, url, script } = visitor
    const [email, phone] = [newAddress(), newNumber()]
    const ada = await addPerson(url, CHOOSING.poolId, { email, email_verified: 'true', phone_number: phone, phone_number_verified: 'true' })
    await callAws(url, 'AdminSetUserMFAPreference', { UserPoolId: CHOOSING.poolId, Username: ada.username, SMSMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true } })
    const [choice, asked] = [mfaChoiceScreen(page), mfaCodeScreen(page)]
    const state = await begin(visitor, CHOOSING, ada)
    await choice.expectChoice()
    await checkAccessibility(page, 'choice of factors')
    await choice.phone.click()
    await asked.expectPhone()
    await expect(page.getByText(`+*******${phone.slice(-4)}`)).toBeVisible()
    await waitForCode(url, phone)
    await checkAccessibility(page, 'code by text message')
    if (script) await expect(asked.resend).toHaveAttribute('aria-disabled', 'true')
    else await expect(page.getByText(/You can ask again in 0:[0-3]\d/)).toBeVisible()
    await asked.another.click()
    await choice.expectChoice()
    await choice.mail.click()
    await asked.expectMail()
    const code = await waitForCode(url, email)
    await enter(visitor, `${code.slice(0, 3)} ${code.slice(3)}`)
    await receiverScreen(page).expectCode(state)
  })

  test('a code by text message signs in, and phones fill it in on this host alone', async ({ visitor }) => {
    const { page, url } = visitor
    const phone = newNumber()
    const ada = await addPerson(url, CHOOSING.poolId, { phone_number: phone, phone_number_verified: 'true' })
    await callAws(url, 'AdminSetUserMFAPreference', { UserPoolId: CHOOSING.poolId, Username: ada.username, SMSMfaSettings: { Enabled: true } })
    const state = await begin(visitor, CHOOSING, ada)
    await mfaCodeScreen(page).expectPhone()
    const { text, code } = await waitForMessage(url, phone)
    expect(text.split('\n').at(-1)).toBe(`@localhost #${code ?? ''}`)
    await enter(visitor, code ?? '')
    await receiverScreen(page).expectCode(state)
  })

  test('an address is set up where the account has none, after a correction', async ({ visitor }) => {
    const { page, url } = visitor
    const ada = await addPerson(url, ADDRESSING.poolId)
    const [choice, asked, address] = [mfaChoiceScreen(page), mfaCodeScreen(page), newAddress()]
    const state = await begin(visitor, ADDRESSING, ada)
    await choice.expectSetUp()
    await checkAccessibility(page, 'what to set up')
    await choice.mailSetUp.click()
    const input = page.getByLabel('E-mail address')
    await input.fill('not an address')
    await page.locator('form[data-form="mfa-contact"]').evaluate((form: HTMLFormElement) => { form.noValidate = true })
    await choice.button('Send a code').click()
    await expect(choice.summary).toBeVisible()
    await input.fill(newAddress('mistyped'))
    await choice.button('Send a code').click()
    await asked.expectMail()
    await choice.button('Use another address').click()
    await choice.mailSetUp.click()
    await input.fill(address)
    await choice.button('Send a code').click()
    await asked.expectMail()
    await enter(visitor, await waitForCode(url, address))
    await recoveryCodesScreen(page).pass()
    await receiverScreen(page).expectCode(state)
  })

  test('a second factor is offered once, and "not now" is remembered', async ({ visitor }) => {
    const { page, url } = visitor
    const ada = await addPerson(url, CHOOSING.poolId)
    const offer = mfaChoiceScreen(page)
    const state = await begin(visitor, CHOOSING, ada)
    await offer.expectOffer()
    await checkAccessibility(page, 'offer')
    await offer.notNow.click()
    await receiverScreen(page).expectCode(state)
    await receiverScreen(page).expectCode(await begin(visitor, CHOOSING, ada))
  })

  test('too many wrong codes: the page says how long to wait, and leads out', async ({ visitor }) => {
    const { page, url } = visitor
    const email = newAddress()
    const ada = await addPerson(url, CHOOSING.poolId, { email, email_verified: 'true' })
    await callAws(url, 'AdminSetUserMFAPreference', { UserPoolId: CHOOSING.poolId, Username: ada.username, EmailMfaSettings: { Enabled: true } })
    const asked = mfaCodeScreen(page)
    await begin(visitor, CHOOSING, ada)
    await asked.expectMail()
    const right = await waitForCode(url, email)
    const wrong = right === '000000' ? '111111' : '000000'
    await enter(visitor, wrong)
    await expect(asked.summary).toBeVisible()
    // The first locks last a second or two: a slow browser outlives them.
    await expect(async () => {
      await asked.code.fill(wrong)
      await asked.submit.click()
      await expect(asked.summary.getByRole('heading')).toHaveText('Too many wrong codes', { timeout: 1000 })
    }).toPass()
    await expect(asked.summary.locator('[data-countdown]')).toHaveText(/^0:\d\d$/)
    await checkAccessibility(page, 'locked')
    await asked.summary.getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reset your password')
  })
})

test('the key can be copied, and the sixth digit is announced', async ({ visitor }) => {
  const { page, url } = visitor
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const ada = await addPerson(url, DEMANDING.poolId)
  const setUp = mfaAppScreen(page)
  await begin(visitor, DEMANDING, ada)
  await setUp.expectShown()
  await setUp.typeKey.click()
  await setUp.copy.click()
  await expect(page.getByText('Copied')).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe((await setUp.key.innerText()).replaceAll(' ', ''))
  const authenticator = authenticatorOf(await readQr(setUp.qr))
  await setUp.code.fill(authenticator.code())
  await setUp.submit.click()
  await recoveryCodesScreen(page).pass()
  await begin(visitor, DEMANDING, ada)
  const asked = mfaCodeScreen(page)
  await asked.expectApp()
  // Held back, so that there is a page to look at.
  await page.locator('form[data-form="mfa-code"]').evaluate((form) => form.addEventListener('submit', (event) => event.preventDefault()))
  await asked.code.fill('123')
  await expect(page.getByText('Code complete')).toHaveCount(0)
  await asked.code.fill('123456')
  await expect(page.getByRole('status').filter({ hasText: 'Code complete, checking it now.' })).toHaveCount(1)
  await expect(asked.submit).toHaveAttribute('aria-disabled', 'true')
})

test('the sign-in page takes over when the second step took too long', async ({ visitor }) => {
  const { page, url } = visitor
  const ada = await addPerson(url, CHOOSING.poolId)
  await callAws(url, 'AdminUpdateUserAttributes', { UserPoolId: CHOOSING.poolId, Username: ada.username, UserAttributes: [{ Name: 'phone_number', Value: newNumber() }, { Name: 'phone_number_verified', Value: 'true' }] })
  await callAws(url, 'AdminSetUserMFAPreference', { UserPoolId: CHOOSING.poolId, Username: ada.username, SMSMfaSettings: { Enabled: true } })
  await begin(visitor, CHOOSING, ada)
  const asked = mfaCodeScreen(page)
  await asked.expectPhone()
  // As if they had signed themselves out everywhere meanwhile: the sign-in under way is over.
  await callAws(url, 'AdminUserGlobalSignOut', { UserPoolId: CHOOSING.poolId, Username: ada.username })
  await asked.code.fill('123456')
  await expect(signInScreen(page).summary).toContainText('This page was open for too long')
  await expect(signInScreen(page).identifier).toHaveValue(ada.username)
})
