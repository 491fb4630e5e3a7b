import { hash } from 'node:crypto'
import type { SchemePicture } from '#src/domain/branding/brand.ts'
import type { BrandAssetStore, BrandFile } from '#src/domain/branding/brand-file.ts'
import type { PictureRules, RedrawPicture } from '#src/domain/branding/redraw-picture.ts'
import { DomainError, isDomainError } from '#src/domain/domain-error.ts'
import { checkTemplates } from '#src/domain/messages/templates/check-templates.ts'
import type { MessageTemplates } from '#src/domain/messages/templates/message-template.ts'
import { checkFont } from './check-font.ts'
import { checkTexts } from './check-texts.ts'
import { checkTokens } from './check-tokens.ts'
import type { Design, DesignSettings, FontFace } from './design.ts'
import type { DesignDocument } from './design-document.ts'

export type TakeInDeps = { redrawPicture: RedrawPicture; brandAssets: BrandAssetStore }

export const MOST_IMAGE_BYTES = 1024 * 1024
const ACCEPT = ['png', 'jpeg', 'webp', 'svg', 'ico'] as const
const FIT: Readonly<Record<string, PictureRules['fit']>> = {
  pageBackground: { width: 2560, height: 1600 }, formBackground: { width: 2560, height: 1600 }, favicon: { width: 192, height: 192 },
  logo: { width: 1024, height: 512 }, headerLogo: { width: 1024, height: 512 }, footerLogo: { width: 1024, height: 512 },
}
const GRAPHIC_FIT = { width: 640, height: 640 }

type Picture = { readonly light: { readonly data: string }; readonly dark?: { readonly data: string } | undefined }
type Pictures = Readonly<Record<string, Picture | undefined>>

/**
 * A design of a document, and its files: pictures drawn anew (but those that the pool has already), fonts checked, texts and tokens held to their kinds. InvalidParameter that
 * names everything that is wrong.
 */
export async function takeInDocument(deps: TakeInDeps, poolId: string, document: DesignDocument): Promise<{ design: Design; files: BrandFile[] }> {
  const { format: _, tokens = {}, css = '', images = {}, graphics = {}, fonts = [], texts = {}, messages = {}, ...settings } = document
  const problems = [...checkTokens(tokens), ...checkTexts(texts as Design['texts']), ...checkTemplates(messages as MessageTemplates)]
  const files: BrandFile[] = []
  const keep = ({ bytes, ...asset }: BrandFile) => {
    files.push({ ...asset, bytes })
    return asset
  }
  const faces: FontFace[] = []
  for (const [index, { data, weight = '100 900', style = 'normal' }] of fonts.entries()) {
    const font = await attempt(`fonts.${index}`, problems, () => checkFont(Buffer.from(data, 'base64')))
    if (font !== null) faces.push({ asset: keep(font), weight, style })
  }
  const drawAll = async (path: string, pictures: Pictures, fitOf: (place: string) => PictureRules['fit']) => {
    const drawn: [string, SchemePicture][] = []
    for (const [place, picture] of Object.entries(pictures)) {
      if (picture === undefined) continue
      const one = ({ data }: { readonly data: string }, scheme: string) =>
        attempt(`${path}.${place}.${scheme}`, problems, () => draw(deps, poolId, new Uint8Array(Buffer.from(data, 'base64')), fitOf(place)))
      const [light, dark] = [await one(picture.light, 'light'), picture.dark === undefined ? null : await one(picture.dark, 'dark')]
      if (light !== null) drawn.push([place, { light: keep(light), ...(dark === null ? {} : { dark: keep(dark) }) }])
    }
    return Object.fromEntries(drawn)
  }
  const design: Design = {
    tokens, css, settings: settings as DesignSettings, texts: texts as Design['texts'], fonts: faces,
    images: await drawAll('images', images, (place) => FIT[place] ?? GRAPHIC_FIT), graphics: await drawAll('graphics', graphics, () => GRAPHIC_FIT),
    ...(Object.keys(messages).length === 0 ? {} : { messages: messages as MessageTemplates }),
  }
  if (problems.length > 0) throw new DomainError('InvalidParameter', `The branding file cannot be used.\n${problems.join('\n')}`)
  return { design, files: [...new Map(files.map((file) => [file.hash, file])).values()] }
}

/** Drawing a JPEG again would take a little of it each time. */
const draw = async ({ redrawPicture, brandAssets }: TakeInDeps, poolId: string, bytes: Uint8Array, fit: PictureRules['fit']): Promise<BrandFile> => {
  const known = await brandAssets.findAsset(poolId, hash('sha256', bytes))
  return known !== null && known.type !== 'font/woff2' ? known : redrawPicture(bytes, { accept: ACCEPT, maxBytes: MOST_IMAGE_BYTES, fit })
}

/** What a refusal says becomes one problem among others. */
async function attempt(path: string, problems: string[], work: () => BrandFile | Promise<BrandFile>): Promise<BrandFile | null> {
  try {
    return await work()
  } catch (error) {
    if (!isDomainError(error)) throw error
    problems.push(`${path}: ${error.message}`)
    return null
  }
}
