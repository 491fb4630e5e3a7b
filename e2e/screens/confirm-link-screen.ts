import type { Page } from '@playwright/test'
import { hostedScreen } from './hosted-screen.ts'

export const confirmLinkScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    submit: screen.button('Confirm'),
    expectShown: () => screen.expectShown('Confirm your account'),
    expectSpent: () => screen.expectShown('This link can no longer be used'),
    expectConfirmed: () => screen.expectShown('Your account is confirmed'),
  }
}
