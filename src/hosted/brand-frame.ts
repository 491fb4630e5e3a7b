import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { ASSET_EXTENSIONS, type Brand, type BrandAsset, type SchemePicture } from '#src/domain/branding/brand.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

export type Branded = { pool: Pick<UserPool, 'name'>; request: Pick<PoolRequest, 'address'>; brand: Brand; clientId: string | null }

/** What a frame shows of a look: addresses below the pool's own, so that nothing is asked of another origin. */
export const brandFrame = ({ pool, request, brand, clientId }: Branded): Pick<PageFrame, 'pool' | 'layout' | 'colorScheme' | 'density' | 'stylesheets' | 'favicon' | 'links'> => {
  const { basePath } = request.address
  const logo = brand.logo === null ? undefined : logoOf(basePath, brand.logo, brand.colorScheme, pool.name)
  const icon = brand.favicon?.light
  return {
    pool: { name: pool.name, ...(logo === undefined ? {} : { logo }) },
    links: brand.links,
    ...(brand.layout === 'centered' ? {} : { layout: brand.layout }),
    ...(brand.colorScheme === 'adaptive' ? {} : { colorScheme: brand.colorScheme }),
    ...(brand.density === 'regular' ? {} : { density: brand.density }),
    ...(brand.stylesheet === null ? {} : { stylesheets: [stylesheetHref(basePath, brand.stylesheet.hash, clientId)] }),
    ...(icon === undefined ? {} : { favicon: { href: assetHref(basePath, icon), type: icon.type } }),
  }
}

export const BRANDING_PATH = '/branding'

/** The client is named for an instance that has not made this sheet yet. */
export const stylesheetHref = (basePath: string, hash: string, clientId: string | null): string =>
  `${basePath}${BRANDING_PATH}/${hash}.css${clientId === null ? '' : `?${new URLSearchParams({ client: clientId }).toString()}`}`

export const assetHref = (basePath: string, { hash, type }: BrandAsset): string => `${basePath}${BRANDING_PATH}/${hash}.${ASSET_EXTENSIONS[type]}`

/** A page of one scheme shows that scheme's logo, whatever the browser prefers. */
const logoOf = (basePath: string, { light, dark }: SchemePicture, scheme: Brand['colorScheme'], alt: string): PageFrame['pool']['logo'] => ({
  src: assetHref(basePath, scheme === 'dark' ? (dark ?? light) : light),
  ...(scheme === 'adaptive' && dark !== undefined ? { darkSrc: assetHref(basePath, dark) } : {}),
  alt,
})
