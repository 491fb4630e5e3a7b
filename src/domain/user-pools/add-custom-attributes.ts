import { z } from 'zod'
import type { Clock } from '#src/domain/clock.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { withCustomAttributes } from './complete-schema.ts'
import { requireNoImport, type RequireNoImportDeps } from '#src/domain/user-imports/require-no-import.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import { schemaAttributeInput, type SchemaAttributeInput } from './schema-attribute.ts'
import type { UserPoolStore } from './user-pool-store.ts'

export type AddCustomAttributesDeps = FindPoolDeps & RequireNoImportDeps & { userPools: Pick<UserPoolStore, 'updatePool'>; clock: Clock }

const added = z.object({ CustomAttributes: z.array(schemaAttributeInput).min(1).max(25) })

/**
 * Adds up to 25 custom attributes, for good. InvalidParameter for a taken or malformed name or the 51st attribute,
 * ResourceNotFound, ConcurrentModification, UserImportInProgress (Cognito: AddCustomAttributes).
 */
export const addCustomAttributes = async (
  deps: AddCustomAttributesDeps, request: { UserPoolId: string; CustomAttributes: SchemaAttributeInput[] },
): Promise<void> => {
  const { CustomAttributes } = parseRequest(added, { CustomAttributes: request.CustomAttributes })
  const pool = await requireUserPool(deps, request.UserPoolId)
  await requireNoImport(deps, pool.id)
  const Schema = withCustomAttributes(pool.settings.Schema, CustomAttributes)
  await deps.userPools.updatePool({ ...pool, settings: { ...pool.settings, Schema }, updatedAt: deps.clock.now() })
}
