import { ownAttributes } from '#src/domain/attributes/own-attributes.ts'
import { updateUserAttributes } from '#src/domain/attributes/update-user-attributes.ts'
import type { AccountOperations } from '#src/hosted/account/account-operations.ts'
import type { Domain } from './create-domain.ts'

/** The operations behind the account portal, with their dependencies given. */
export const bindAccountOperations = (domain: Domain): AccountOperations => ({
  ownAttributes: (input) => ownAttributes(domain, input),
  updateUserAttributes: (input) => updateUserAttributes(domain, input),
})
