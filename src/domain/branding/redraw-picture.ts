import type { BrandFile } from './brand-file.ts'

/** What pictures may come as. */
export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'svg' | 'ico'

export type PictureRules = {
  readonly accept: readonly PictureFormat[]
  /** Most bytes that are looked at. */
  readonly maxBytes: number
  /** Larger pictures are drawn smaller, to fit in; in pixels. */
  readonly fit: { readonly width: number; readonly height: number }
}

/**
 * Decodes a picture and draws it anew: pixels are all that is left of what was sent. Drawings and icons become PNG, the others stay
 * what they were. InvalidParameter, with a finer `reason`, for what is no picture of an accepted format, is damaged, moves, or is too large.
 */
export type RedrawPicture = (bytes: Uint8Array, rules: PictureRules) => Promise<BrandFile>

export type PictureRefusal = 'picture-too-large' | 'picture-format' | 'picture-damaged' | 'picture-animated' | 'picture-dimensions'
