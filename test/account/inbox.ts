import type { Poolhouse } from '#test/drive/open-poolhouse.ts'

/** Subjects of the notices that somebody was sent, oldest first, once what is gathered outside of requests is written. */
export async function noticesTo({ development, domain }: Pick<Poolhouse, 'development' | 'domain'>, to: string): Promise<string[]> {
  await domain.userEvents.flush()
  const view = await development?.inbox.viewInbox({ to })
  return (view?.messages ?? []).filter(({ purpose }) => purpose === 'account-notice').map(({ text }) => text.split('\n')[0] ?? '').reverse()
}

/** The link of the newest notice. */
export async function noticeLink({ message }: Pick<Poolhouse, 'message'>, to: string): Promise<string> {
  const { link } = await message({ to, purpose: 'account-notice' })
  if (link === null) throw new Error('The newest notice has no link.')
  return link
}
