import type { z } from 'zod'
import type { Random } from '#src/crypto/random.ts'
import { type FindClientDeps, requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { checkSettings } from './check-settings.ts'
import { choosesProvided } from './choose-look.ts'
import { drawAssets, type DrawAssetsDeps } from './draw-assets.ts'
import type { ManagedStyleStore } from './managed-style-store.ts'
import { createStyleRequest } from './managed-style-request.ts'
import type { ManagedStyle } from './managed-style.ts'

/** Cognito: quotas, branding styles of a user pool. */
const MOST_STYLES = 20

export type CreateStyleRequest = z.input<typeof createStyleRequest>
export type CreateStyleDeps = FindClientDeps & DrawAssetsDeps & { managedStyles: Pick<ManagedStyleStore, 'createStyle'>; clock: Clock; random: Pick<Random, 'uuid'> }

/**
 * Gives an app client a look of its own. ManagedLoginBrandingExists, LimitExceeded, ResourceNotFound, InvalidParameter
 * (Cognito: CreateManagedLoginBranding).
 */
export const createManagedLoginBranding = async (deps: CreateStyleDeps, request: CreateStyleRequest): Promise<ManagedStyle> => {
  const { UserPoolId, ClientId, ...look } = parseRequest(createStyleRequest, request)
  const useProvided = choosesProvided(look)
  if (look.Settings !== undefined) checkSettings(look.Settings)
  const { pool, client } = await requireAppClient(deps, { UserPoolId, ClientId })
  const assets = await drawAssets(deps, look.Assets ?? [], new Set())
  const now = deps.clock.now()
  const style: ManagedStyle = {
    id: deps.random.uuid(), poolId: pool.id, clientId: client.id, useProvided, settings: look.Settings ?? null, version: 1, createdAt: now, updatedAt: now,
  }
  await deps.managedStyles.createStyle(style, assets, MOST_STYLES)
  return style
}
