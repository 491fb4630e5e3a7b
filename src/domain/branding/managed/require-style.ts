import type { z } from 'zod'
import { type FindClientDeps, requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { ManagedStyleStore } from './managed-style-store.ts'
import { namedStyle } from './managed-style-request.ts'
import type { ManagedStyle } from './managed-style.ts'

export type FindStyleDeps = FindPoolDeps & { managedStyles: Pick<ManagedStyleStore, 'findStyle'> }
export type NamedStyle = z.input<typeof namedStyle>

/** The style of a pool by its id. ResourceNotFound, InvalidParameter (Cognito: DescribeManagedLoginBranding). */
export const requireStyle = async (deps: FindStyleDeps, request: NamedStyle): Promise<ManagedStyle> => {
  const { UserPoolId, ManagedLoginBrandingId } = parseRequest(namedStyle, request)
  const pool = await requireUserPool(deps, UserPoolId)
  const style = await deps.managedStyles.findStyle(pool.id, ManagedLoginBrandingId)
  if (style === null) throw styleNotFound()
  return style
}

export const styleNotFound = (): DomainError => new DomainError('ResourceNotFound', 'ManagedLoginBranding does not exist.')

/** The style of an app client. ResourceNotFound, InvalidParameter (Cognito: DescribeManagedLoginBrandingByClient). */
export const requireStyleOfClient = async (
  deps: FindClientDeps & { managedStyles: Pick<ManagedStyleStore, 'styleOfClient'> }, name: { UserPoolId: string; ClientId: string },
): Promise<ManagedStyle> => {
  const { pool, client } = await requireAppClient(deps, name)
  const style = await deps.managedStyles.styleOfClient(pool.id, client.id)
  if (style === null) throw new DomainError('ResourceNotFound', `ManagedLoginBranding for client ${client.id} does not exist.`)
  return style
}
