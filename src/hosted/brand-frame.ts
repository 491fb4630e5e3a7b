import type { Logo, PageFrame, Picture } from '#src/contracts/hosted/page-frame.ts'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { ASSET_EXTENSIONS, type Brand, type BrandAsset, type SchemePicture } from '#src/domain/branding/brand.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

export type Branded = { pool: Pick<UserPool, 'name'>; request: Pick<PoolRequest, 'address'>; brand: Brand; clientId: string | null }

/** What a frame shows of a look: addresses below the pool's own, so that nothing is asked of another origin. */
export const brandFrame = ({ pool, request, brand, clientId }: Branded): Pick<PageFrame, 'pool' | 'layout' | 'colorScheme' | 'density' | 'stylesheets' | 'favicon' | 'links' | 'header' | 'footer' | 'logoOutside' | 'withoutInstructions'> => {
  const { basePath } = request.address
  const logoOf = (picture: SchemePicture | null): { logo?: Logo } => (picture === null ? {} : { logo: { ...pictureOf(basePath, picture, brand.colorScheme), alt: pool.name } })
  const icon = brand.favicon?.light
  return {
    pool: { name: pool.name, ...logoOf(brand.logo) },
    links: brand.links,
    ...(brand.layout === 'centered' ? {} : { layout: brand.layout }),
    ...(brand.colorScheme === 'adaptive' ? {} : { colorScheme: brand.colorScheme }),
    ...(brand.density === 'regular' ? {} : { density: brand.density }),
    ...(brand.stylesheet === null ? {} : { stylesheets: [stylesheetHref(basePath, brand.stylesheet.hash, clientId)] }),
    ...(brand.header.shown ? { header: logoOf(brand.header.logo) } : {}),
    ...(brand.footer.shown ? { footer: logoOf(brand.footer.logo) } : {}),
    ...(brand.logoPlace.outside ? { logoOutside: true } : {}),
    ...(brand.instructions ? {} : { withoutInstructions: true }),
    ...(icon === undefined ? {} : { favicon: { href: assetHref(basePath, icon), type: icon.type } }),
  }
}

export const BRANDING_PATH = '/branding'

/** The client is named for an instance that has not made this sheet yet. */
export const stylesheetHref = (basePath: string, hash: string, clientId: string | null): string =>
  `${basePath}${BRANDING_PATH}/${hash}.css${clientId === null ? '' : `?${new URLSearchParams({ client: clientId }).toString()}`}`

export const assetHref = (basePath: string, { hash, type }: BrandAsset): string => `${basePath}${BRANDING_PATH}/${hash}.${ASSET_EXTENSIONS[type]}`

/** A page of one scheme shows that scheme's picture, whatever the browser prefers. */
export const pictureOf = (basePath: string, { light, dark }: SchemePicture, scheme: Brand['colorScheme']): Picture => ({
  src: assetHref(basePath, scheme === 'dark' ? (dark ?? light) : light),
  ...(scheme === 'adaptive' && dark !== undefined ? { darkSrc: assetHref(basePath, dark) } : {}),
})
