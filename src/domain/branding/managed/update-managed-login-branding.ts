import type { z } from 'zod'
import type { Clock } from '#src/domain/clock.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { checkSettings } from './check-settings.ts'
import { choosesProvided } from './choose-look.ts'
import { drawAssets, nameOf, type DrawAssetsDeps } from './draw-assets.ts'
import { mergeJson } from './json.ts'
import type { ManagedStyleStore } from './managed-style-store.ts'
import { MOST_ASSETS, updateStyleRequest } from './managed-style-request.ts'
import type { ManagedStyle } from './managed-style.ts'
import { type FindStyleDeps, requireStyle } from './require-style.ts'

export type UpdateStyleRequest = z.input<typeof updateStyleRequest>
export type UpdateStyleDeps = FindStyleDeps & DrawAssetsDeps & { managedStyles: Pick<ManagedStyleStore, 'updateStyle' | 'styleOfClient'>; clock: Clock }

/**
 * Changes what is given: settings member by member, pictures by category, color mode and resource id; all else stays. Going back to
 * Cognito's own look takes away both. ResourceNotFound, ConcurrentModification, InvalidParameter (Cognito: UpdateManagedLoginBranding).
 */
export const updateManagedLoginBranding = async (deps: UpdateStyleDeps, request: UpdateStyleRequest): Promise<ManagedStyle> => {
  const { UserPoolId, ManagedLoginBrandingId, ...look } = parseRequest(updateStyleRequest, request)
  const useProvided = choosesProvided(look)
  const style = await requireStyle(deps, { UserPoolId, ManagedLoginBrandingId })
  const settings = look.Settings === undefined ? null : mergeJson(style.settings ?? {}, look.Settings)
  if (settings !== null) checkSettings(settings)
  const assets = await drawAssets(deps, look.Assets ?? [], useProvided ? new Set() : await namesKept(deps, style))
  // Each change has a moment of its own, and is told apart from the one before.
  const changed: ManagedStyle = { ...style, useProvided, settings, updatedAt: new Date(Math.max(deps.clock.now().getTime(), style.updatedAt.getTime() + 1)) }
  await deps.managedStyles.updateStyle(changed, { clear: useProvided, add: assets, most: MOST_ASSETS })
  return changed
}

const namesKept = async ({ managedStyles }: UpdateStyleDeps, { poolId, clientId }: ManagedStyle): Promise<Set<string>> => {
  const style = await managedStyles.styleOfClient(poolId, clientId)
  return new Set(style?.pictures.map(({ category, colorMode, resourceId }) => nameOf({ Category: category, ColorMode: colorMode, ResourceId: resourceId })))
}
