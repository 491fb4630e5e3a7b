import type { AccountContactView } from '#src/contracts/hosted/views/account-contact-view.ts'
import { findAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import type { AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'

type Contact = AccountContactView['attribute']

/** A contact: what a code is to prove, and the input for another one. Null for one that the person neither has nor may add. */
export const viewContact = (attribute: Contact) => async (deps: HostedDeps, context: AccountContext): Promise<AccountContactView | null> => {
  const { user, outcome } = context
  const { [attribute]: value } = user.attributes
  const { [attribute]: waiting } = user.pendingAttributes
  const verified = user.attributes[`${attribute}_verified`] === 'true'
  const { readable, changeable } = await contactRights(deps, context, attribute)
  if (!changeable && (value === undefined || !readable)) return null
  const unproven = waiting ?? (verified ? undefined : value)
  return {
    ...aroundAccount(deps, context, 'account-contact', 'profile', { back: 'profile' }),
    attribute, verified, waiting: waiting !== undefined,
    ...(value === undefined ? {} : { value }),
    ...(unproven === undefined ? {} : { proof: { value: unproven, sent: waiting !== undefined || outcome.setUp?.['sent'] === attribute, resend: { availableInSeconds: secondsLeft(deps, context) } } }),
    ...(changeable ? { change: { value: outcome.values?.['contact'] ?? '' } } : {}),
  }
}

/** Whether a person may see a contact of theirs, and change it. */
export const contactRights = async (deps: HostedDeps, { pool }: Pick<AccountContext, 'pool'>, attribute: Contact): Promise<{ readable: boolean; changeable: boolean }> => {
  const { readable, writable } = await deps.account.ownAttributes({ pool })
  return { readable: readable.has(attribute), changeable: writable.has(attribute) && findAttribute(pool, attribute)?.Mutable === true }
}

const secondsLeft = ({ clock }: Pick<HostedDeps, 'clock'>, { outcome }: AccountContext): number =>
  Math.max(0, Math.ceil((Number(outcome.setUp?.['resendAt'] ?? 0) - clock.now().getTime()) / 1000))
