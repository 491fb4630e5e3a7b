import { readFile } from 'node:fs/promises'
import { accountScreen } from './screens/account-screen.ts'
import { hostedScreen } from './screens/hosted-screen.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { addPerson, type Person } from './steps/add-person.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openAccount } from './steps/open-account.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { CHOOSING } from './support/factor-pools.ts'
import { waitForNotice } from './support/read-inbox.ts'
import { expect, newAddress, test, type Visitor, withAndWithoutScript } from './support/test.ts'

const addReader = async ({ url }: Visitor): Promise<Person & { email: string }> => {
  const email = newAddress()
  return { ...(await addPerson(url, CHOOSING.poolId, { email, email_verified: 'true' })), email }
}

const changePassword = async ({ page }: Visitor, from: string, to: string): Promise<void> => {
  const screen = accountScreen(page)
  await screen.field('Present password').fill(from)
  await screen.field('New password').fill(to)
  await screen.button('Change the password').click()
  await screen.expectShown('Sign-in and security')
}

withAndWithoutScript(() => {
  test('a notice is answered: the page changes nothing until its button is pressed, and then the account is safe', async ({ visitor }) => {
    const { page, url } = visitor
    const person = await addReader(visitor)
    await openAccount(visitor, CHOOSING.poolId, person, '/password')
    await changePassword(visitor, person.password, 'Difference-1822')
    const { link } = await waitForNotice(url, person.email, /^Your password for Choosing was changed$/)
    const screen = hostedScreen(page)
    for (let opened = 0; opened < 2; opened++) {
      await page.goto(link ?? '')
      await screen.expectShown('Was this not you?')
    }
    await expect(page.getByText('The password was changed.')).toBeVisible()
    await checkAccessibility(page, 'not me')
    await page.goto(`${url}/${CHOOSING.poolId}/account`)
    await accountScreen(page).expectShown('Your account')
    await page.goto(link ?? '')
    await screen.button('Secure my account').click()
    await screen.expectShown('Your account is secured')
    await checkAccessibility(page, 'secured')
    await page.goto(`${url}/${CHOOSING.poolId}/account`)
    await signInScreen(page).expectShown()
    await signIn(visitor, person.username, 'Difference-1822')
    await screen.expectRefused('This password must be reset first')
    await page.goto(link ?? '')
    await expect(screen.heading).toHaveText('This link can no longer be used')
    await expect(screen.link('Choose a new password')).toBeVisible()
  })

  test('sign-ins and changes are told in the account pages, what is stored is downloaded as one file', async ({ visitor }) => {
    const { page } = visitor
    const person = await addReader(visitor)
    const screen = accountScreen(page)
    await openAccount(visitor, CHOOSING.poolId, person, '/password')
    await changePassword(visitor, person.password, 'Difference-1822')
    await screen.go('Activity')
    const rows = screen.panel('Sign-ins and changes').getByRole('listitem')
    await expect(rows).toContainText([/^Password changed/, /^Signed in/, /^Password changed.*Done by the people who run Choosing/])
    await checkAccessibility(page, 'activity')
    await screen.go('Your data')
    const [download] = await Promise.all([page.waitForEvent('download'), screen.button('Download my data').click()])
    expect(download.suggestedFilename()).toBe('account-data.json')
    const data = JSON.parse(await readFile(await download.path(), 'utf8')) as { account: { username: string }; attributes: Record<string, string> }
    expect([data.account.username, data.attributes['email']]).toEqual([person.username, person.email])
    // The page stays as it was, and its button works again.
    await Promise.all([page.waitForEvent('download'), screen.button('Download my data').click()])
  })

  test('an account is given up, and kept after all', async ({ visitor }) => {
    const { page, url } = visitor
    const person = await addReader(visitor)
    const screen = accountScreen(page)
    await openAccount(visitor, CHOOSING.poolId, person, '/data')
    await screen.link('Delete my account …').click()
    await screen.expectShown('Delete your account')
    await checkAccessibility(page, 'delete')
    await screen.button('Delete my account').click()
    await hostedScreen(page).expectShown('Your account will be deleted')
    const notice = await waitForNotice(url, person.email, /^Your account at Choosing will be deleted$/)
    expect(notice.text).toMatch(/It will be deleted on \w+ \d+, \d{4}\./)
    const keep = hostedScreen(page)
    await openSignIn(visitor, CHOOSING)
    await signIn(visitor, person.username, person.password)
    await keep.expectShown('Keep your account?')
    await checkAccessibility(page, 'keep')
    await keep.link('Leave it to be deleted').click()
    await keep.expectShown('You are signed out')
    const state = await openSignIn(visitor, CHOOSING)
    await signIn(visitor, person.username, person.password)
    await keep.button('Keep my account').click()
    // The pool offers a second step to who has none.
    await keep.button('Not now').click()
    await receiverScreen(page).expectCode(state)
  })
})
