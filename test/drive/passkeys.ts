import { formAction } from '#src/contracts/hosted/forms/form-names.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { type CreationOptions, type Deviation, type RequestOptions, SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'
import type { HostedBrowser, Page, Stop } from './hosted-browser.ts'

/** Settings of a pool whose people sign in by these, besides passwords. */
export const firstFactors = (...factors: ('EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN')[]): UserPoolSettingsInput => ({
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', ...factors] } },
})

type Asked = { status: number; session: string; options: RequestOptions & CreationOptions }

/** What the page's script asks for. `fields` replace the page's own. */
export async function askForPasskey(browser: HostedBrowser, { url, view }: Page, what: 'passkey-options' | 'passkey-creation', fields: Record<string, string> = {}): Promise<Asked> {
  const { basePath, csrf, uid, r } = view.frame.form
  const address = new URL(formAction(basePath, 'sign-in').replace('sign-in', what), url).href
  const answer = await browser.plain.post(address, { csrf, ...(uid === undefined ? {} : { uid }), ...(r === undefined ? {} : { r }), ...fields })
  return { ...(JSON.parse(answer.text) as Omit<Asked, 'status'>), status: answer.status }
}

/** Signs in by a passkey without a name, as the script does. */
export async function signInByPasskey(browser: HostedBrowser, page: Page, device: SoftwareAuthenticator, deviation: Deviation = {}): Promise<Stop> {
  const { session, options } = await askForPasskey(browser, page, 'passkey-options')
  return browser.submit(page, 'passkey-sign-in', { session, credential: device.get(options, deviation) })
}

/** Makes a passkey on the page that offers it. */
export async function addPasskey(browser: HostedBrowser, page: Page, fields: Record<string, string> = {}): Promise<{ device: SoftwareAuthenticator; stop: Stop }> {
  const device = new SoftwareAuthenticator({ origin: new URL(page.url).origin })
  const { options } = await askForPasskey(browser, page, 'passkey-creation', fields)
  return { device, stop: await browser.submit(page, 'passkey-add', { ...fields, credential: JSON.stringify(device.create(options)) }) }
}
