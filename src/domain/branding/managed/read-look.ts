import type { Layout } from '#src/contracts/hosted/page-frame.ts'
import type { Acceptance, Band, BrandLook, LogoPlace, SchemePicture, Side, SignInBlock } from '#src/domain/branding/brand.ts'
import { isJsonObject, jsonAt, type Json, type JsonObject } from './json.ts'
import type { StyleInUse } from './managed-style-store.ts'
import type { AssetCategory } from './managed-style.ts'
import { graphicsOf, pictureOf } from './read-pictures.ts'

/** What a style says of a page besides colours and sizes: members that it does not set stay as they are without it. */
export const readLook = ({ settings, pictures }: Pick<StyleInUse, 'settings' | 'pictures'>): Partial<BrandLook> => {
  const at = (path: string): Json | undefined => jsonAt(settings ?? {}, path.split('.'))
  const isOn = (path: string, otherwise: boolean): boolean => flag(at(path)) ?? otherwise
  const picture = (category: AssetCategory, path: string, otherwise: boolean): SchemePicture | null => (isOn(path, otherwise) ? pictureOf(pictures, category) : null)
  const band = (name: 'pageHeader' | 'pageFooter', logo: AssetCategory, background: AssetCategory): Band => (isOn(`categories.global.${name}.enabled`, false)
    ? {
        shown: true,
        logo: picture(logo, `components.${name}.logo.enabled`, false),
        background: picture(background, `components.${name}.backgroundImage.enabled`, false),
        side: sideOf(at(`components.${name}.logo.location`)) ?? 'start',
      }
    : { shown: false, logo: null })
  return given({
    layout: layoutAt(at('categories.form.location')),
    colorScheme: choice({ LIGHT: 'light', DARK: 'dark', DYNAMIC: 'adaptive' } as const, at('categories.global.colorSchemeMode')),
    density: choice({ REGULAR: 'regular', COMPACT: 'compact' } as const, at('categories.global.spacingDensity')),
    header: band('pageHeader', 'PAGE_HEADER_LOGO', 'PAGE_HEADER_BACKGROUND'),
    footer: band('pageFooter', 'PAGE_FOOTER_LOGO', 'PAGE_FOOTER_BACKGROUND'),
    logo: picture('FORM_LOGO', 'components.form.logo.enabled', false),
    logoPlace: logoPlaceAt(at('components.form.logo')),
    vertical: sideOf(jsonAt(at('categories.form.location'), ['vertical'])),
    favicon: faviconOf(pictures, at('components.favicon.enabledTypes')),
    pageBackground: picture('PAGE_BACKGROUND', 'components.pageBackground.image.enabled', true),
    formBackground: picture('FORM_BACKGROUND', 'components.form.backgroundImage.enabled', false),
    graphics: isOn('categories.form.displayGraphics', true) ? graphicsOf(pictures) : {},
    blockOrder: blocksAt(at('categories.auth.authMethodOrder')),
    languageSelector: flag(at('categories.form.languageSelector.enabled')),
    instructions: flag(at('categories.form.instructions.enabled')),
    sessionTimer: timerAt(at('categories.form.sessionTimerDisplay')),
    acceptance: acceptanceAt(at('categories.signUp.acceptanceElements')),
  })
}

const given = (look: { [K in keyof BrandLook]?: BrandLook[K] | undefined }): Partial<BrandLook> => Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined))

/** What a word stands for; undefined for any other, those that every object answers to among them. */
const choice = <T>(words: Readonly<Record<string, T>>, value: Json | undefined): T | undefined => (typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined)
const flag = (value: Json | undefined): boolean | undefined => (typeof value === 'boolean' ? value : undefined)

const SIDES: Readonly<Record<string, Side>> = { START: 'start', CENTER: 'center', END: 'end', TOP: 'start', BOTTOM: 'end' }
const sideOf = (value: Json | undefined): Side | undefined => choice(SIDES, value)

const logoPlaceAt = (logo: Json | undefined): LogoPlace | undefined => (isJsonObject(logo)
  ? { outside: logo['formInclusion'] === 'OUT', below: logo['position'] === 'BOTTOM', side: sideOf(logo['location']) ?? 'center' }
  : undefined)

/** Where the form stands: at a side there is a picture beside it, at the top one above it. */
const layoutAt = (location: Json | undefined): Layout | undefined => {
  if (!isJsonObject(location)) return undefined
  const { horizontal = 'CENTER', vertical = 'CENTER' } = location
  if (horizontal === 'START') return 'split'
  if (horizontal === 'END') return 'split-reversed'
  return vertical === 'START' || vertical === 'TOP' ? 'hero' : 'centered'
}

/** Groups of methods, each a list in order. */
const blocksAt = (order: Json | undefined): readonly SignInBlock[] | undefined => {
  if (!Array.isArray(order)) return undefined
  const types = (order as readonly Json[]).flat().map((method) => (isJsonObject(method as Json) ? (method as JsonObject)['type'] : undefined))
  const named = types.flatMap((type): SignInBlock[] => (type === 'FEDERATED' ? ['federated'] : type === 'USERNAME_PASSWORD' ? ['username-password'] : []))
  return [...new Set<SignInBlock>([...named, 'username-password', 'federated'])]
}

const timerAt = (display: Json | undefined): boolean | undefined => (typeof display === 'string' ? display !== 'NONE' : undefined)

/** One element that has to be accepted is enough; none at all: nothing is shown. */
const acceptanceAt = (elements: Json | undefined): Acceptance | undefined => {
  if (!Array.isArray(elements)) return undefined
  if (elements.length === 0) return 'none'
  return (elements as readonly Json[]).some((element) => isJsonObject(element) && element['enforcement'] !== undefined && element['enforcement'] !== 'NONE') ? 'required' : 'notice'
}

const faviconOf = (pictures: StyleInUse['pictures'], enabled: Json | undefined): SchemePicture | null => {
  const allows = (type: string): boolean => !Array.isArray(enabled) || (enabled as readonly Json[]).includes(type)
  return (allows('SVG') ? pictureOf(pictures, 'FAVICON_SVG') : null) ?? (allows('ICO') ? pictureOf(pictures, 'FAVICON_ICO') : null)
}
