import { expect } from '@playwright/test'

export type Message = { readonly to: string; readonly subject: string | null; readonly text: string; readonly html: string | null; readonly code: string | null; readonly link: string | null; readonly createdAt: string }

const LONGEST_WAIT_MS = 60_000

/** The newest message to an address, newer than `after`; waits for it on the server. */
export const waitForMessage = async (url: string, to: string, after?: Date): Promise<Message> => {
  const query = new URLSearchParams({ to, wait: String(LONGEST_WAIT_MS), ...(after !== undefined && { after: after.toISOString() }) })
  const answer = await fetch(`${url}/dev/inbox/latest?${query.toString()}`)
  expect(answer.status, `no message to ${to}`).toBe(200)
  return (await answer.json()) as Message
}

/** The newest notice of what happened to an account: others do not see them. */
export const waitForNotice = async (url: string, to: string, subject: RegExp): Promise<Message> => {
  const query = new URLSearchParams({ to, purpose: 'account-notice', wait: String(LONGEST_WAIT_MS) })
  await expect.poll(async () => ((await (await fetch(`${url}/dev/inbox/latest?${query.toString()}`)).json()) as Message).subject, { timeout: LONGEST_WAIT_MS }).toMatch(subject)
  return (await (await fetch(`${url}/dev/inbox/latest?${query.toString()}`)).json()) as Message
}

/** The code in the newest message to an address. */
export const waitForCode = async (url: string, to: string, after?: Date): Promise<string> => {
  const { code } = await waitForMessage(url, to, after)
  expect(code, 'the message holds a code').toMatch(/^\d{6}$/)
  return code ?? ''
}

/** The link in the newest message to an address. */
export const waitForLink = async (url: string, to: string): Promise<string> => {
  const { link } = await waitForMessage(url, to)
  expect(link, 'the message holds a link').toMatch(/^http/)
  return link ?? ''
}
