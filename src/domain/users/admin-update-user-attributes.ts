import { changeAttributes, type ChangeAttributesDeps, type ChangeAttributesOutcome } from '#src/domain/attributes/change-attributes.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { type FindUserDeps, requireUser } from './find-user.ts'
import type { Attributes } from './user.ts'

export type AdminUpdateUserAttributesInput = { pool: UserPool; username: string; attributes: Attributes; clientMetadata?: ClientMetadata | undefined }

/** An operator changes attributes, `*_verified` and developer-only ones included (Cognito: AdminUpdateUserAttributes). UserNotFound, else as changeAttributes. */
export const adminUpdateUserAttributes = async (
  deps: ChangeAttributesDeps & FindUserDeps, input: AdminUpdateUserAttributesInput,
): Promise<ChangeAttributesOutcome> => {
  const { pool, clientMetadata } = input
  const user = await requireUser(deps, pool, input.username)
  return changeAttributes(deps, { context: { pool, client: null, clientMetadata }, user, given: input.attributes, writer: { kind: 'operator' } })
}

/** An operator removes attributes (Cognito: AdminDeleteUserAttributes). InvalidParameter for required or unknown ones. */
export const adminDeleteUserAttributes = async (
  deps: ChangeAttributesDeps & FindUserDeps, input: { pool: UserPool; username: string; names: readonly string[] },
): Promise<void> => {
  const attributes = Object.fromEntries(input.names.map((name) => [name, '']))
  await adminUpdateUserAttributes(deps, { pool: input.pool, username: input.username, attributes })
}
