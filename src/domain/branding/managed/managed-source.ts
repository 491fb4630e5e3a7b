import { brandSource } from '#src/domain/branding/brand-source.ts'
import type { BrandLayer, BrandSource } from '#src/domain/branding/brand.ts'
import type { ManagedStyleStore, StyleInUse } from './managed-style-store.ts'
import { readLook } from './read-look.ts'
import { readTokens } from './read-tokens.ts'
import { writeRules } from './write-rules.ts'

/** The looks that Cognito's managed login styles make; a pool as a whole has none. */
export const managedSource = (styles: Pick<ManagedStyleStore, 'styleOfClient'>): BrandSource =>
  brandSource(({ poolId, clientId }) => (clientId === null ? Promise.resolve(null) : styles.styleOfClient(poolId, clientId)), layerOfStyle)

/** What a style says of a page. What it leaves out stays as our own pages have it: Cognito's default colours have too little contrast to be anybody's wish. */
export const layerOfStyle = (style: Pick<StyleInUse, 'settings' | 'pictures'>): BrandLayer => {
  const settings = style.settings ?? {}
  return { look: readLook(style), tokens: readTokens(settings), css: writeRules(settings) }
}
