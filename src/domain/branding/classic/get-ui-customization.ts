import { z } from 'zod'
import { type FindClientDeps, requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import { clientId, poolId } from '#src/domain/constraint.ts'
import { requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { ALL_CLIENTS, customizationFor, type UiCustomization, type UiCustomizationStore } from './ui-customization.ts'

const getUiCustomizationRequest = z.object({ UserPoolId: poolId, ClientId: clientId.exactOptional() })
export type GetUiCustomizationRequest = z.input<typeof getUiCustomizationRequest>
export type GetUiCustomizationDeps = FindClientDeps & { uiCustomizations: Pick<UiCustomizationStore, 'customizationsOf'> }

/** What a client's pages show: its own customization, else that of all clients, else null. ResourceNotFound, InvalidParameter (Cognito: GetUICustomization). */
export const getUiCustomization = async (deps: GetUiCustomizationDeps, request: GetUiCustomizationRequest): Promise<{ pool: UserPool; customization: UiCustomization | null }> => {
  const { UserPoolId, ClientId = ALL_CLIENTS } = parseRequest(getUiCustomizationRequest, request)
  const pool = ClientId === ALL_CLIENTS ? await requireUserPool(deps, UserPoolId) : (await requireAppClient(deps, { UserPoolId, ClientId })).pool
  return { pool, customization: customizationFor(await deps.uiCustomizations.customizationsOf(pool.id), ClientId) }
}
