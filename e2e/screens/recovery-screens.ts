import type { Page } from '@playwright/test'
import { hostedScreen } from './hosted-screen.ts'

export const forgotPasswordScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return { ...screen, identifier: page.locator('input[name="username"]'), submit: screen.button('Send a code'), expectShown: () => screen.expectShown('Reset your password') }
}

export const resetPasswordScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    code: page.getByLabel('Code', { exact: true }),
    password: page.getByLabel('New password', { exact: true }),
    submit: screen.button('Save new password'),
    expectShown: () => screen.expectShown('Choose a new password'),
  }
}

export const newPasswordScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    password: page.getByLabel('New password', { exact: true }),
    attribute: (name: string) => page.locator(`[name="attribute.${name}"]`),
    submit: screen.button('Save and continue'),
    expectShown: () => screen.expectShown('Choose your own password'),
  }
}
