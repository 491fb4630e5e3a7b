import { attributeField, type AttributeInput } from '#src/contracts/hosted/attribute-inputs.ts'
import type { AccountContact, AccountProfileView } from '#src/contracts/hosted/views/account-profile-view.ts'
import { findAttribute, requiredAttributes, usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import { attributeInput } from '#src/hosted/attribute-inputs.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { accountHref, type AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'
import { CONTACT_PATHS } from './account-sections.ts'

/** Names that have pages of their own, or that nobody types. */
const ELSEWHERE: ReadonlySet<string> = new Set(['sub', 'email', 'phone_number', 'email_verified', 'phone_number_verified', 'updated_at', 'identities'])

/** What the account knows of the person: what may be changed as inputs, the rest to read. */
export const viewProfile = async (deps: HostedDeps, context: AccountContext): Promise<AccountProfileView> => {
  const { pool, user } = context
  const { readable, writable } = await deps.account.ownAttributes({ pool })
  const names = [...readable].filter((name) => !ELSEWHERE.has(name))
  const editable = names.filter((name) => writable.has(name) && findAttribute(pool, name)?.Mutable === true)
  return {
    ...aroundAccount(deps, context, 'account-profile', 'profile'),
    ...(usernameIsAttribute(pool) ? {} : { username: user.username }),
    contacts: (['email', 'phone_number'] as const).filter((name) => readable.has(name)).map((name) => contactOf(context, name, writable)),
    editable: editable.map((name) => inputOf(context, name)),
    fixed: names.filter((name) => !editable.includes(name) && Boolean(user.attributes[name])).map((name) => inputOf(context, name)),
  }
}

const inputOf = ({ pool, user, outcome }: AccountContext, name: string): AttributeInput => {
  const value = outcome.values?.[attributeField(name)] ?? user.attributes[name]
  return {
    ...attributeInput(pool, name, requiredAttributes(pool).includes(name), { ...(outcome.fieldErrors === undefined ? {} : { fieldErrors: outcome.fieldErrors }) }),
    ...(value === undefined ? {} : { value }),
  }
}

const contactOf = (context: AccountContext, attribute: AccountContact['attribute'], writable: ReadonlySet<string>): AccountContact => {
  const { pool, user } = context
  const href = accountHref(context, CONTACT_PATHS[attribute])
  const { [attribute]: value } = user.attributes
  const { [attribute]: waiting } = user.pendingAttributes
  const verified = user.attributes[`${attribute}_verified`] === 'true'
  return {
    attribute, verified,
    ...(value === undefined ? {} : { value }),
    ...(waiting === undefined ? {} : { waiting }),
    ...(waiting !== undefined || (value !== undefined && !verified) ? { verifyHref: href } : {}),
    ...(writable.has(attribute) && findAttribute(pool, attribute)?.Mutable === true ? { changeHref: href } : {}),
  }
}
