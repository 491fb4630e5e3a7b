import type { Page } from '@playwright/test'
import { hostedScreen } from './hosted-screen.ts'

/** Who signs in, where how comes after it. */
export const identifyScreen = (page: Page) => ({
  ...hostedScreen(page),
  identifier: page.locator('form[data-form="identify"] input[name="username"]'),
  /** There for password managers; nobody sees it. */
  filledPassword: page.locator('form[data-form="identify"] input[name="password"]'),
  next: page.getByRole('button', { name: 'Continue', exact: true }),
})

/** How to sign in. */
export const chooseMethodScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    password: page.getByLabel('Password', { exact: true }),
    signIn: page.getByRole('button', { name: /^Sign in/ }),
    way: (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }),
    expectChoice: () => screen.expectShown('How would you like to sign in?'),
  }
}

/** The code that signs in by itself. */
export const signInCodeScreen = (page: Page) => ({
  ...hostedScreen(page),
  code: page.getByLabel('Code', { exact: true }),
  submit: page.getByRole('button', { name: 'Sign in', exact: true }),
  another: page.getByRole('link', { name: 'Try another way' }),
})

/** A passkey on the sign-in page, by its button. */
export const passkeyButton = (page: Page) => page.getByRole('button', { name: 'Sign in with a passkey' })

/** A passkey to be made. */
export const addPasskeyScreen = (page: Page) => {
  const screen = hostedScreen(page)
  return {
    ...screen,
    create: screen.button('Create a passkey'),
    notNow: screen.button('Not now'),
    leave: screen.link('Go back'),
    expectOffered: () => screen.expectShown('Sign in faster next time'),
    expectAskedFor: () => screen.expectShown('Add a passkey'),
  }
}
