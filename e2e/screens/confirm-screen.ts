import { expect, type Page } from '@playwright/test'
import { hostedScreen } from './hosted-screen.ts'

export const confirmScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    code: page.getByLabel('Code', { exact: true }),
    submit: screen.button('Confirm account'),
    resend: screen.button('Send a new one'),
    wrongAddress: screen.link('Wrong address? Change it'),
    newAddress: page.getByLabel('E-mail address', { exact: true }),
    saveAddress: screen.button('Save and send again'),
    keepAddress: screen.link('Keep the one I have'),
    expectChanging: () => screen.expectShown('Use another address'),

    /** Says that a code was sent, and where to, masked. */
    async expectShown(): Promise<void> {
      await screen.expectShown('Check your e-mail')
      await expect(page.getByText('We sent a code to')).toContainText(/\w\*+@\w\*+/)
    },
  }
}
