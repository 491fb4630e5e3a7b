import type { BrandAsset, GraphicPlace, SchemePicture } from '#src/domain/branding/brand.ts'
import type { StyleInUse } from './managed-style-store.ts'
import type { AssetCategory } from './managed-style.ts'

type Pictures = StyleInUse['pictures']

/** The picture of a category, for both colour schemes; one that is meant for the dark scheme alone stands in for a missing one. Null where there is none. */
export const pictureOf = (pictures: Pictures, category: AssetCategory): SchemePicture | null => {
  const [light, dark, both] = (['LIGHT', 'DARK', 'DYNAMIC'] as const).map((mode) => pictures.find((picture) => picture.category === category && picture.colorMode === mode)?.served)
  const day: BrandAsset | undefined = light ?? both ?? dark
  const night = dark ?? both
  if (day === undefined) return null
  return night === undefined || night.hash === day.hash ? { light: day } : { light: day, dark: night }
}

const GRAPHICS: Readonly<Record<GraphicPlace, AssetCategory>> = {
  email: 'EMAIL_GRAPHIC', sms: 'SMS_GRAPHIC', authenticator: 'AUTH_APP_GRAPHIC', password: 'PASSWORD_GRAPHIC', passkey: 'PASSKEY_GRAPHIC',
}

/** The pictures that stand above headings. */
export const graphicsOf = (pictures: Pictures): Partial<Record<GraphicPlace, SchemePicture>> =>
  Object.fromEntries(Object.entries(GRAPHICS).flatMap(([place, category]) => {
    const picture = pictureOf(pictures, category)
    return picture === null ? [] : [[place, picture]]
  }))
