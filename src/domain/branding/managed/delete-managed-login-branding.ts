import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { ManagedStyleStore } from './managed-style-store.ts'
import { namedStyle } from './managed-style-request.ts'
import { type NamedStyle, styleNotFound } from './require-style.ts'

export type DeleteStyleDeps = FindPoolDeps & { managedStyles: Pick<ManagedStyleStore, 'deleteStyle'> }

/** Takes a look away, with its pictures. ResourceNotFound, InvalidParameter (Cognito: DeleteManagedLoginBranding). */
export const deleteManagedLoginBranding = async (deps: DeleteStyleDeps, request: NamedStyle): Promise<void> => {
  const { UserPoolId, ManagedLoginBrandingId } = parseRequest(namedStyle, request)
  const pool = await requireUserPool(deps, UserPoolId)
  if (!(await deps.managedStyles.deleteStyle(pool.id, ManagedLoginBrandingId))) throw styleNotFound()
}
