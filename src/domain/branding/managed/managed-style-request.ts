import { z } from 'zod'
import { clientId, poolId, text } from '#src/domain/constraint.ts'
import type { JsonObject } from './json.ts'
import { ASSET_CATEGORIES, ASSET_EXTENSIONS, COLOR_MODES } from './managed-style.ts'

export const MOST_ASSETS = 40
export const MOST_ASSET_BYTES = 1_000_000

export const stylesId = text({ pattern: '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}' })

/** Bytes in base64, as the protocol carries a blob. */
const blob = z.string().transform((value, context) => {
  const bytes = value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value) ? Buffer.from(value, 'base64') : null
  if (bytes === null || bytes.length > MOST_ASSET_BYTES) {
    context.addIssue(bytes === null ? 'Member must be bytes in base64' : `Member must have length less than or equal to ${MOST_ASSET_BYTES}`)
    return z.NEVER
  }
  return new Uint8Array(bytes)
})

const asset = z.object({
  Category: z.enum(ASSET_CATEGORIES),
  ColorMode: z.enum(COLOR_MODES),
  Extension: z.enum(ASSET_EXTENSIONS),
  Bytes: blob.exactOptional(),
  ResourceId: text({ min: 1, max: 40, pattern: '[\\w\\- ]+' }).exactOptional(),
})
export type AssetInRequest = z.output<typeof asset>

/** Any JSON object: members that nobody knows are kept. */
const settings = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'Member must be a structure')

const look = {
  UseCognitoProvidedValues: z.boolean().exactOptional(),
  Settings: settings.exactOptional(),
  Assets: z.array(asset).max(MOST_ASSETS).exactOptional(),
}
export type LookInRequest = { Settings?: JsonObject; UseCognitoProvidedValues?: boolean; Assets?: AssetInRequest[] }

/** CreateManagedLoginBranding. */
export const createStyleRequest = z.object({ UserPoolId: poolId, ClientId: clientId, ...look })
/** UpdateManagedLoginBranding. The model requires neither id; nothing can be changed without them. */
export const updateStyleRequest = z.object({ UserPoolId: poolId, ManagedLoginBrandingId: stylesId, ...look })
export const namedStyle = z.object({ UserPoolId: poolId, ManagedLoginBrandingId: stylesId })
