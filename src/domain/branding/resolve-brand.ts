import { LRUCache } from 'lru-cache'
import { poolOfAccountClient } from '#src/domain/app-clients/account-client.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import { DEFAULT_LOOK, type Brand, type BrandLayer, type BrandLook, type BrandSource, type BrandTarget } from './brand.ts'
import { guardContrast } from './guard-contrast.ts'
import { writePictureRules } from './write-picture-rules.ts'
import { mergeTokens, writeStylesheet } from './write-stylesheet.ts'

export type BrandsDeps = {
  /** What every look lies over; null when that is the pages' own. */
  house: BrandLayer | null
  userPools: Pick<UserPoolStore, 'domainOf'>
  brandSources: {
    /** What the command `branding` published. */
    own: BrandSource
    /** Managed login branding (CreateManagedLoginBranding). */
    managed: BrandSource
    /** UI customization (SetUICustomization). */
    classic: BrandSource
  }
}

export type Brands = {
  /** The look of a target's pages. Sends no statement while the sources and the pool's domain are in memory. */
  brandOf(target: BrandTarget): Promise<Brand>
  /** The look as it would be with `layer` as what the target published. */
  brandWith(target: BrandTarget, layer: BrandLayer): Promise<Brand>
}

/** Looks kept at most; one with a style sheet of its own takes some 10 kB. */
const MOST_BRANDS = 2000

type Known = { layers: readonly BrandLayer[]; brand: Brand }

/** Resolves looks, and keeps each for as long as the layers it was made of are the same. */
export function createBrands(deps: BrandsDeps): Brands {
  const known = new LRUCache<string, Known>({ max: MOST_BRANDS })
  return {
    async brandOf(asked) {
      const target = asked.clientId !== null && poolOfAccountClient(asked.clientId) !== null ? { poolId: asked.poolId, clientId: null } : asked
      const layers = await layersOf(deps, target)
      if (layers.length === 0) return PLAIN
      const key = target.clientId ?? target.poolId
      const kept = known.get(key)
      if (kept?.layers.length === layers.length && kept.layers.every((layer, index) => layer === layers[index])) return kept.brand
      const brand = resolveBrand(layers)
      known.set(key, { layers, brand })
      return brand
    },
    async brandWith(target, layer) {
      const { own } = deps.brandSources
      const instead: BrandSource = { layerOf: (asked) => (asked.clientId === target.clientId ? Promise.resolve(layer) : own.layerOf(asked)) }
      return resolveBrand(await layersOf({ ...deps, brandSources: { ...deps.brandSources, own: instead } }, target))
    },
  }
}

/** The look that some layers make, later ones over earlier ones. */
export function resolveBrand(layers: readonly BrandLayer[]): Brand {
  const look = layers.reduce(layOver, DEFAULT_LOOK)
  return { ...look, tokens: guardContrast(mergeTokens(layers)).tokens, stylesheet: writeStylesheet([{ css: writePictureRules(look) }, ...layers]) }
}

const PLAIN: Brand = resolveBrand([])

/** Texts, links and graphics one by one, words of messages look by look, everything else as a whole. */
function layOver(below: BrandLook, { look = {} }: BrandLayer): BrandLook {
  return {
    ...below, ...look,
    graphics: { ...below.graphics, ...look.graphics },
    links: { ...below.links, ...look.links },
    texts: mergeTexts(below.texts, look.texts ?? {}),
    messages: [...(look.messages ?? []), ...below.messages],
  }
}

function mergeTexts(below: BrandLook['texts'], over: BrandLook['texts']): BrandLook['texts'] {
  return Object.fromEntries([...new Set([...Object.keys(below), ...Object.keys(over)])].map((locale) => [locale, { ...below[locale], ...over[locale] }]))
}

/** Lowest first: the pool's own branding lies over what Amazon's operations set, the client's over the pool's. */
async function layersOf({ house, userPools, brandSources: { own, managed, classic } }: BrandsDeps, target: BrandTarget): Promise<BrandLayer[]> {
  const wholePool = { ...target, clientId: null }
  const ofPoolToo = target.clientId === null
  const [domain, style, customized, customizedAll, published, publishedAll] = await Promise.all([
    userPools.domainOf(target.poolId), managed.layerOf(target), classic.layerOf(target), ofPoolToo ? null : classic.layerOf(wholePool),
    own.layerOf(target), ofPoolToo ? null : own.layerOf(wholePool),
  ])
  // Cognito: the domain's ManagedLoginVersion says which pages it has. A pool without a domain has those that were branded.
  const isManaged = domain === null ? style !== null : domain.managedLoginVersion === 2
  return [house, isManaged ? style : (customized ?? customizedAll), publishedAll, published].filter((layer) => layer !== null)
}
