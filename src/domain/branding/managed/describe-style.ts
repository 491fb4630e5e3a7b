import { DEFAULT_SETTINGS } from './default-settings.ts'
import { mergeJson, type JsonObject } from './json.ts'
import type { ManagedStyleStore } from './managed-style-store.ts'
import type { ManagedStyle, SentAsset } from './managed-style.ts'

export type DescribedStyle = { style: ManagedStyle; settings: JsonObject | null; assets: SentAsset[] }

/** A style as operators see it: just what was set, or with what Cognito adds to it when `merged`. */
export const describeStyle = async (
  { managedStyles }: { managedStyles: Pick<ManagedStyleStore, 'listAssets'> }, style: ManagedStyle, { merged }: { merged: boolean },
): Promise<DescribedStyle> => ({
  style,
  settings: merged ? mergeJson(DEFAULT_SETTINGS, style.settings ?? {}) : style.settings,
  assets: await managedStyles.listAssets(style.id),
})
