import { writingOwn } from '#src/domain/attributes/own-attributes.ts'
import { toAccountPage, type AccountForm } from './account-form.ts'

/** Changes what the form brought and is not so already; an emptied input removes its attribute. */
export const profileForm: AccountForm<'account-profile'> = {
  path: '/profile',
  recent: false,
  keep: ['attribute.'],
  async submit(deps, { pool, user, client }, value) {
    const own = await deps.account.ownAttributes({ pool })
    const changed = Object.fromEntries(Object.entries(value.attributes).filter(([name, text]) => text !== (user.attributes[name] ?? '') && !CONTACTS.has(name)))
    if (Object.keys(changed).length > 0) await deps.account.updateUserAttributes({ pool, client: writingOwn(client, own), user, attributes: changed })
    return toAccountPage('/profile', { notice: { code: 'account_saved', tone: 'success' } })
  },
}

/** These have forms of their own, which ask for a recent sign-in. */
const CONTACTS: ReadonlySet<string> = new Set(['email', 'phone_number'])
