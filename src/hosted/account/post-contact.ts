import { writingOwn } from '#src/domain/attributes/own-attributes.ts'
import type { CodeDelivery } from '#src/domain/messages/mask-destination.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { rememberDelivery } from '#src/hosted/remember-delivery.ts'
import { toAccountPage, type AccountForm, type AccountNext } from './account-form.ts'
import { CONTACT_PATHS } from './account-sections.ts'

type Contact = keyof typeof CONTACT_PATHS

const pathOf = (fields: URLSearchParams): string => CONTACT_PATHS[fields.get('attribute') === 'phone_number' ? 'phone_number' : 'email']

/** A new address or number. One that is proven counts until a code proves the new one; the present one given again ends the wait. */
export const contactForm: AccountForm<'account-contact'> = {
  path: pathOf,
  recent: true,
  keep: ['contact'],
  limit: 'message_limit',
  inputOf: () => 'contact',
  async submit(deps, { pool, user, client }, { attribute, contact }) {
    const own = await deps.account.ownAttributes({ pool })
    const changed = await deps.account.updateUserAttributes({ pool, client: writingOwn(client, own), user, attributes: { [attribute]: contact }, keepProven: true })
    const [delivery] = changed.deliveries
    if (delivery !== undefined) return codeSent(deps, attribute, delivery)
    const kept = user.pendingAttributes[attribute] !== undefined && changed.user.attributes[attribute] === user.attributes[attribute]
    return toAccountPage('/profile', { notice: { code: kept ? 'account_contact_kept' : 'account_saved', tone: 'success' } })
  },
}

/** The code that proves a contact. */
export const contactCodeForm: AccountForm<'account-contact-code'> = {
  path: pathOf,
  recent: true,
  keep: [],
  async submit(deps, { pool, user }, { attribute, code }) {
    await deps.account.verifyUserAttribute({ pool, user, attribute, code })
    return toAccountPage('/profile', { notice: { code: 'account_contact_confirmed', tone: 'success' } })
  },
}

/** Sends a code, or another one. */
export const contactResendForm: AccountForm<'account-contact-resend'> = {
  path: pathOf,
  recent: true,
  keep: [],
  limit: 'message_limit',
  async submit(deps, { pool, user, client }, { attribute }) {
    return codeSent(deps, attribute, await deps.account.getUserAttributeVerificationCode({ pool, client, user, attribute }))
  },
}

const codeSent = ({ clock }: Pick<HostedDeps, 'clock'>, attribute: Contact, delivery: CodeDelivery): AccountNext => {
  const { resendAt = 0 } = rememberDelivery(clock, delivery)
  return toAccountPage(CONTACT_PATHS[attribute], {
    notice: { code: 'account_code_sent', tone: 'success' }, setUp: { sent: attribute, resendAt: String(resendAt) },
  })
}
