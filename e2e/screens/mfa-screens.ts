import type { Page } from '@playwright/test'
import { hostedScreen } from './hosted-screen.ts'

/** The code of a second factor. */
export const mfaCodeScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    code: page.getByLabel('Code', { exact: true }),
    submit: screen.button('Continue'),
    resend: screen.button('Send a new one'),
    another: screen.button('Try another way'),
    remember: page.getByRole('checkbox', { name: /^Remember this browser/ }),
    expectApp: () => screen.expectShown('Enter your code'),
    expectPhone: () => screen.expectShown('Check your phone'),
    expectMail: () => screen.expectShown('Check your e-mail'),
  }
}

/** Which second factor to use, to set up or to take on. */
export const mfaChoiceScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    app: page.getByRole('button', { name: /^Authenticator app/ }),
    phone: page.getByRole('button', { name: /^Text message/ }),
    mail: page.getByRole('button', { name: /^E-mail/ }),
    mailSetUp: page.getByRole('link', { name: /^E-mail/ }),
    notNow: screen.button('Not now'),
    recoveryCode: screen.link('Use a recovery code'),
    expectChoice: () => screen.expectShown('How would you like to confirm it is you?'),
    expectSetUp: () => screen.expectShown('Add a second step'),
    expectOffer: () => screen.expectShown('Make your account safer?'),
  }
}

/** An authenticator is set up. */
export const mfaAppScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    qr: page.locator('[data-qr]'),
    typeKey: page.getByText('Or type the key yourself'),
    key: page.locator('[data-key]'),
    copy: screen.button('Copy the key'),
    code: page.getByLabel('Code', { exact: true }),
    name: page.getByLabel('Name for this app'),
    submit: screen.button('Finish'),
    expectShown: () => screen.expectShown('Set up your authenticator app'),
  }
}

/** The codes that are shown once after a factor was set up. */
export const recoveryCodesScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    codes: page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem'),
    copy: screen.button('Copy'),
    download: screen.link('Download as text'),
    print: screen.button('Print'),
    kept: screen.button('I have saved them'),
    expectShown: () => screen.expectShown('Save your recovery codes'),
    async pass(): Promise<void> {
      await screen.expectShown('Save your recovery codes')
      await this.kept.click()
    },
  }
}

/** A recovery code in place of the second factor. */
export const recoveryCodeScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    code: page.getByLabel('Recovery code', { exact: true }),
    submit: screen.button('Continue'),
    another: screen.link('Try another way'),
    expectShown: () => screen.expectShown('Enter a recovery code'),
  }
}
