import { readFile } from 'node:fs/promises'
import { mfaChoiceScreen, mfaCodeScreen, recoveryCodeScreen, recoveryCodesScreen } from './screens/mfa-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { addPerson } from './steps/add-person.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { setUpAuthenticator } from './steps/set-up-authenticator.ts'
import { signIn } from './steps/sign-in.ts'
import { DEMANDING } from './support/factor-pools.ts'
import { expect, test, withAndWithoutScript } from './support/test.ts'

withAndWithoutScript(() => {
  test('recovery codes are shown and saved after a set-up, and one of them lets in without the phone, once', async ({ visitor }) => {
    const { page, url, script } = visitor
    const ada = await addPerson(url, DEMANDING.poolId)
    const shown = recoveryCodesScreen(page)
    let state = await openSignIn(visitor, DEMANDING)
    await signIn(visitor, ada.username, ada.password)
    await setUpAuthenticator(visitor)
    await shown.expectShown()
    await expect(shown.codes).toHaveCount(10)
    await checkAccessibility(page, 'recovery codes')
    const codes = await shown.codes.allInnerTexts()
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/)
    // Without script nothing pretends to copy or print; saving works.
    await expect(shown.copy).toBeVisible({ visible: script })
    await expect(shown.print).toBeVisible({ visible: script })
    const [download] = await Promise.all([page.waitForEvent('download'), shown.download.click()])
    expect(download.suggestedFilename()).toBe('recovery-codes.txt')
    const file = await readFile(await download.path(), 'utf8')
    for (const code of codes) expect(file).toContain(code)
    expect(file).toContain('Recovery codes for Demanding')
    await page.reload()
    expect(await shown.codes.allInnerTexts(), 'the same while the sign-in goes on').toEqual(codes)
    await shown.kept.click()
    await receiverScreen(page).expectCode(state)

    const [asked, choice, recovery] = [mfaCodeScreen(page), mfaChoiceScreen(page), recoveryCodeScreen(page)]
    for (const [turn, code] of [codes[0] ?? '', (codes[1] ?? '').toUpperCase().replace('-', ' ')].entries()) {
      await page.context().clearCookies()
      state = await openSignIn(visitor, DEMANDING)
      await signIn(visitor, ada.username, ada.password)
      await asked.expectApp()
      await asked.another.click()
      await choice.expectChoice()
      await choice.recoveryCode.click()
      await recovery.expectShown()
      if (turn === 0) {
        await checkAccessibility(page, 'recovery code')
        await recovery.code.fill('aaaaa-aaaaa')
        await recovery.submit.click()
      } else {
        await recovery.code.fill(codes[0] ?? '')
        await recovery.submit.click()
      }
      await recovery.expectRefused('That recovery code does not work')
      if (turn === 0) await checkAccessibility(page, 'recovery code, refused')
      await recovery.code.fill(code)
      await recovery.submit.click()
      await receiverScreen(page).expectCode(state)
    }
  })

  test('from the page of recovery codes there is a way back to the other factors', async ({ visitor }) => {
    const { page, url } = visitor
    const ada = await addPerson(url, DEMANDING.poolId)
    const state = await openSignIn(visitor, DEMANDING)
    await signIn(visitor, ada.username, ada.password)
    await setUpAuthenticator(visitor)
    await recoveryCodesScreen(page).pass()
    await receiverScreen(page).expectCode(state)
    await page.context().clearCookies()
    await openSignIn(visitor, DEMANDING)
    await signIn(visitor, ada.username, ada.password)
    await mfaCodeScreen(page).another.click()
    await mfaChoiceScreen(page).recoveryCode.click()
    await recoveryCodeScreen(page).another.click()
    await mfaChoiceScreen(page).expectChoice()
  })
})

test('recovery codes are copied one a line, and printed', async ({ visitor }) => {
  const { page, url } = visitor
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.addInitScript(() => { window.print = () => { document.documentElement.dataset['printed'] = 'yes' } })
  const ada = await addPerson(url, DEMANDING.poolId)
  const shown = recoveryCodesScreen(page)
  await openSignIn(visitor, DEMANDING)
  await signIn(visitor, ada.username, ada.password)
  await setUpAuthenticator(visitor)
  await shown.copy.click()
  await expect(page.getByText('Copied')).toBeVisible()
  expect((await page.evaluate(() => navigator.clipboard.readText())).split('\n')).toEqual(await shown.codes.allInnerTexts())
  await shown.print.click()
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes')
  // On paper there are the codes, and no buttons.
  await page.emulateMedia({ media: 'print' })
  await expect(shown.codes.first()).toBeVisible()
  await expect(shown.kept).toBeHidden()
  await expect(shown.copy).toBeHidden()
})
