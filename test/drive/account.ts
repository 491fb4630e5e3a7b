import type { AccountView } from '#src/contracts/hosted/views/account-view.ts'
import { type Application, issuerOf } from './application.ts'
import { type HostedBrowser, type Page, pageOf, type Stop } from './hosted-browser.ts'

/** Opens a page of the account portal: `path` is what follows `/account`. */
export const openAccountPage = (browser: HostedBrowser, application: Application, path = ''): Promise<Stop> => browser.open(`${issuerOf(application)}/account${path}`)

/** Opens a page of the portal, signing in on the way; ends on that page. */
export async function signInToAccount<S extends AccountView['screen']>(
  browser: HostedBrowser, application: Application, person: { username: string; password: string }, screen: S, path = '',
): Promise<Page & { view: Extract<AccountView, { screen: S }> }> {
  const page = pageOf(await openAccountPage(browser, application, path), 'sign-in')
  return pageOf(await browser.submit(page, 'sign-in', person), screen) as Page & { view: Extract<AccountView, { screen: S }> }
}
