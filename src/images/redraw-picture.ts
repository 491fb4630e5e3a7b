import { hash } from 'node:crypto'
import type SharpModule from 'sharp'
import type { Sharp } from 'sharp'
import type { AssetType } from '#src/domain/branding/brand.ts'
import type { BrandFile } from '#src/domain/branding/brand-file.ts'
import type { PictureFormat, PictureRefusal, PictureRules, RedrawPicture } from '#src/domain/branding/redraw-picture.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { detectFormat, isAnimatedPng } from './detect-format.ts'
import { readIcon } from './read-icon.ts'

type SharpLibrary = typeof SharpModule

/** Decoded, that many pixels take 64 MB. */
const MOST_PIXELS = 16 * 1024 * 1024
const MOST_SECONDS = 10
/** A drawing with pictures in it would have decoders at work that nothing limits; entities can grow without end. */
const NOT_IN_DRAWINGS = /<!(DOCTYPE|ENTITY)|<([\w.-]+:)?(fe)?image[\s/>]/i
/** The decoders of libvips that anything is ever given to. */
const DECODERS = ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadSvgBuffer']

const TEXTS: Readonly<Record<PictureRefusal, string>> = {
  'picture-too-large': 'The image file is too large.',
  'picture-format': 'The image file is not of an accepted format.',
  'picture-damaged': 'The image file cannot be read.',
  'picture-animated': 'The image file holds more than one picture.',
  'picture-dimensions': 'The image has too many pixels.',
}

let loading: Promise<SharpLibrary> | undefined

/** Draws pictures anew by sharp, which is loaded when the first one comes. */
export const redrawPicture: RedrawPicture = async (bytes, rules) => {
  if (bytes.length > rules.maxBytes) throw refusal('picture-too-large')
  const format = detectFormat(bytes)
  if (format === undefined || !rules.accept.includes(format)) throw refusal('picture-format')
  return redraw(await (loading ??= loadSharp()), bytes, format, rules.fit)
}

async function loadSharp(): Promise<SharpLibrary> {
  const { default: sharp } = await import('sharp')
  // Memory is given back at once, one picture takes one thread, and no decoder runs but those named.
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: DECODERS })
  return sharp
}

async function redraw(sharp: SharpLibrary, bytes: Uint8Array, format: PictureFormat, fit: PictureRules['fit']): Promise<BrandFile> {
  if (format === 'png' && isAnimatedPng(bytes)) throw refusal('picture-animated')
  if (format === 'svg' && NOT_IN_DRAWINGS.test(new TextDecoder().decode(bytes))) throw refusal('picture-format')
  const type = typeOf(format)
  const image = await openPicture(sharp, bytes, format, fit)
  const drawn = image.rotate().resize({ ...fit, fit: 'inside', withoutEnlargement: true }).toColourspace('srgb').timeout({ seconds: MOST_SECONDS })
  const { data, info } = await reading(() => encode(drawn, type).toBuffer({ resolveWithObject: true }))
  const copy = new Uint8Array(data)
  return { hash: hash('sha256', copy), type, width: info.width, height: info.height, bytes: copy }
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
    throw refusal(/pixel limit|too large|dimensions/i.test(String(cause)) ? 'picture-dimensions' : 'picture-damaged', cause)
  }
}

const refusal = (reason: PictureRefusal, cause?: unknown): DomainError =>
  new DomainError('InvalidParameter', TEXTS[reason], { reason, field: 'ImageFile', ...(cause !== undefined && { cause }) })
