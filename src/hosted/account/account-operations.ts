import type { ownAttributes } from '#src/domain/attributes/own-attributes.ts'
import type { updateUserAttributes } from '#src/domain/attributes/update-user-attributes.ts'
import type { Bound } from '#src/hosted/hosted-operations.ts'

/** The domain operations behind the account portal; the AWS API calls the same ones where it has them. */
export type AccountOperations = {
  ownAttributes: Bound<typeof ownAttributes>
  updateUserAttributes: Bound<typeof updateUserAttributes>
}
