import { authorizeUrl } from '#e2e/support/authorize-url.ts'
import { RawBrowser, readForm, type Form } from '#e2e/support/raw-browser.ts'
import type { RawAnswer } from '#e2e/support/raw-request.ts'

export type RawSignIn = { readonly browser: RawBrowser; readonly page: RawAnswer; readonly form: Form }

type Client = { readonly poolId: string; readonly clientId: string; readonly redirectUri: string; readonly [other: string]: string }

/** A sign-in page as it came over the wire, with the browser that asked for it. */
export const openRawSignIn = async (url: string, client: Client): Promise<RawSignIn> => {
  const browser = new RawBrowser(new URL(url).origin)
  const page = await browser.open(authorizeUrl(url, client))
  return { browser, page, form: readForm(page.body) }
}
