import type { Locator, Page } from '@playwright/test'
import { hostedScreen } from './hosted-screen.ts'

export const signUpScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    username: page.getByLabel('User name', { exact: true }),
    password: page.getByLabel('Password', { exact: true }),
    attribute: (name: string): Locator => page.locator(`[name="attribute.${name}"]`),
    submit: screen.button('Create account'),
    expectShown: () => screen.expectShown('Create your account'),
  }
}
