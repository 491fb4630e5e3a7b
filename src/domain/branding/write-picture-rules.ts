import { ASSET_EXTENSIONS, type BrandAsset, type BrandLook, type SchemePicture, type Side } from './brand.ts'

/** Where there is room for pictures beside the content: on phones the card fills the page. */
const ROOMY = '@media (min-width:30rem)'
/** Text keeps its contrast over any picture. */
const veil = (color: string): string => `linear-gradient(color-mix(in srgb,var(--id-${color}) 94%,transparent) 0 100%)`

type Pictured = Pick<BrandLook, 'layout' | 'colorScheme' | 'pageBackground' | 'formBackground' | 'header' | 'footer' | 'logoPlace' | 'vertical'>

/** Rules for a look's backgrounds and for where its logo and its card stand. Files are named relative to the style sheet, which lies beside them. */
export const writePictureRules = (look: Pictured): string => [
  pageRules(look),
  look.formBackground === null ? '' : schemed(look, '.id-card', look.formBackground, (url) => `background:${veil('surface')},${url} center/cover no-repeat`),
  look.header.background == null ? '' : schemed(look, '.id-header', look.header.background, (url) => `background:${url} center/cover no-repeat var(--id-header-bg)`),
  look.footer.background == null ? '' : schemed(look, '.id-footer-band', look.footer.background, (url) => `background:${veil('footer-bg')},${url} center/cover no-repeat`),
  sideRule('.id-header', look.header.side), sideRule('.id-footer-logo', look.footer.side),
  look.logoPlace.side === 'start' ? '' : sideRule('main .id-brand', look.logoPlace.side),
  look.logoPlace.below ? 'main .id-brand{order:1}' : '',
  look.vertical === 'center' || look.layout === 'hero' ? '' : `${ROOMY}{.id-shell{justify-content:safe ${look.vertical}}}`,
].join('')

const pageRules = (look: Pictured): string => {
  const { pageBackground: picture, layout } = look
  if (picture === null) return ''
  if (layout === 'hero') return schemed(look, '.id-shell::before', picture, (url) => `background:${url} center/cover no-repeat`)
  // Whatever stands on the picture itself gets a ground of its own.
  const grounds = layout === 'split' || layout === 'split-reversed'
    ? ''
    : `.id-card{background:var(--id-surface)}.id-shell>.id-footer,.id-shell>.id-timer{background:var(--id-surface);border-radius:var(--id-radius-control);padding:.375rem .75rem}`
  return `${ROOMY}{${schemed(look, 'body', picture, (url) => `background:${url} center/cover no-repeat var(--id-bg)`)}${grounds}}`
}

const sideRule = (selector: string, side: Side | undefined): string => (side === undefined ? '' : `${selector}{justify-content:${side}}`)

const schemed = ({ colorScheme }: Pictured, selector: string, { light, dark }: SchemePicture, declare: (url: string) => string): string => {
  const rule = (asset: BrandAsset): string => `${selector}{${declare(`url("${asset.hash}.${ASSET_EXTENSIONS[asset.type]}")`)}}`
  if (colorScheme === 'light' || dark === undefined) return rule(light)
  return colorScheme === 'dark' ? rule(dark) : `${rule(light)}@media (prefers-color-scheme:dark){${rule(dark)}}`
}
