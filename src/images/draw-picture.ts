import type SharpModule from 'sharp'
import type { Sharp } from 'sharp'
import type { AssetType } from '#src/domain/branding/brand.ts'
import type { PictureFormat, PictureRules } from '#src/domain/branding/redraw-picture.ts'
import { detectFormat, isAnimatedPng } from './detect-format.ts'
import { refusal } from './picture-refusal.ts'
import { readIcon } from './read-icon.ts'

type SharpLibrary = typeof SharpModule

/** Decoded, that many pixels take 64 MB. */
const MOST_PIXELS = 16 * 1024 * 1024
const MOST_SECONDS = 10
/** The decoders of libvips that anything is ever given to. */
const DECODERS = ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadSvgBuffer']

let loading: Promise<SharpLibrary> | undefined

async function loadSharp(): Promise<SharpLibrary> {
  const { default: sharp } = await import('sharp')
  // Memory is given back at once, one picture takes one thread, and no decoder runs but those named.
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: DECODERS })
  return sharp
}

export type DrawnPicture = { readonly type: AssetType; readonly width: number; readonly height: number; readonly bytes: Uint8Array }

/** Draws a picture anew by sharp, which is loaded when the first one comes. */
export async function drawPicture(bytes: Uint8Array, format: PictureFormat, fit: PictureRules['fit']): Promise<DrawnPicture> {
  const type = typeOf(format)
  const image = await openPicture(await (loading ??= loadSharp()), bytes, format, fit)
  const drawn = image.rotate().resize({ ...fit, fit: 'inside', withoutEnlargement: true }).toColourspace('srgb').timeout({ seconds: MOST_SECONDS })
  const { data, info } = await reading(() => encode(drawn, type).toBuffer({ resolveWithObject: true }))
  return { type, width: info.width, height: info.height, bytes: new Uint8Array(data) }
}

/** Reads no more than the head of the picture: its size is judged before any pixel is decoded. */
async function openPicture(sharp: SharpLibrary, bytes: Uint8Array, format: PictureFormat, fit: PictureRules['fit']): Promise<Sharp> {
  if (format === 'ico') return openIcon(sharp, bytes, fit)
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true } as const
  // Of several pages the head tells; one is enough to draw.
  const { width = 0, height = 0, pages = 1 } = await reading(() => sharp(bytes, { ...options, limitInputPixels: false }).metadata())
  if (pages > 1) throw refusal('picture-animated')
  if (format === 'svg') return sharp(bytes, { ...options, density: densityFor(width, height, fit) })
  if (width * height > MOST_PIXELS) throw refusal('picture-dimensions')
  return sharp(bytes, options)
}

async function openIcon(sharp: SharpLibrary, bytes: Uint8Array, fit: PictureRules['fit']): Promise<Sharp> {
  const picture = readIcon(bytes)
  if (picture === undefined) throw refusal('picture-damaged')
  if (picture.kind === 'pixels') return sharp(picture.bytes, { raw: { width: picture.width, height: picture.height, channels: 4 } })
  if (detectFormat(picture.bytes) !== 'png' || isAnimatedPng(picture.bytes)) throw refusal('picture-damaged')
  return openPicture(sharp, picture.bytes, 'png', fit)
}

/** So many dots an inch that a drawing fills what it may, and stays within the pixels there may be. */
function densityFor(width: number, height: number, fit: PictureRules['fit']): number {
  if (width < 1 || height < 1) throw refusal('picture-dimensions')
  const scale = Math.min(fit.width / width, fit.height / height)
  if (72 * scale < 1) throw refusal('picture-dimensions')
  return Math.min(72 * scale, 2400)
}

/** Drawings and icons become PNG: they are small, and have edges and transparency. */
const typeOf = (format: PictureFormat): AssetType => (format === 'jpeg' ? 'image/jpeg' : format === 'webp' ? 'image/webp' : 'image/png')

const encode = (image: Sharp, type: AssetType): Sharp => {
  if (type === 'image/jpeg') return image.jpeg({ quality: 88 })
  return type === 'image/webp' ? image.webp({ quality: 88, alphaQuality: 95 }) : image.png({ compressionLevel: 9 })
}

async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw refusal(/pixel limit|too large|dimensions|timeout/i.test(String(cause)) ? 'picture-dimensions' : 'picture-damaged', cause)
  }
}
