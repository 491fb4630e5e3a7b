import { expect, type Page } from '@playwright/test'
import { hostedScreen } from './hosted-screen.ts'

export const signInScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    identifier: page.locator('input[name="username"]'),
    password: page.getByLabel('Password', { exact: true }),
    submit: screen.button('Sign in'),
    forgotPassword: screen.link('Forgot password?'),
    createAccount: screen.link('Create an account'),
    expectShown: () => screen.expectShown('Sign in'),

    /** Refused: the name is kept, the password is not, and neither is said to be the wrong one. */
    async expectWrongCredentials(identifier: string): Promise<void> {
      await screen.expectRefused('That user name or password is not right')
      await expect(this.identifier).toHaveValue(identifier)
      await expect(this.password).toHaveValue('')
      for (const field of [this.identifier, this.password]) await expect(field).toHaveAttribute('aria-invalid', 'true')
    },
  }
}
