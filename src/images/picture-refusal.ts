import type { PictureRefusal } from '#src/domain/branding/redraw-picture.ts'
import { DomainError } from '#src/domain/domain-error.ts'

const TEXTS: Readonly<Record<PictureRefusal, string>> = {
  'picture-too-large': 'The image file is too large.',
  'picture-format': 'The image file is not of an accepted format.',
  'picture-damaged': 'The image file cannot be read.',
  'picture-animated': 'The image file holds more than one picture.',
  'picture-dimensions': 'The image has too many pixels.',
}

/** InvalidParameter with what is wrong with a picture as `reason`. */
export const refusal = (reason: PictureRefusal, cause?: unknown): DomainError =>
  new DomainError('InvalidParameter', TEXTS[reason], { reason, field: 'ImageFile', ...(cause !== undefined && { cause }) })

export const isPictureRefusal = (text: string): text is PictureRefusal => Object.hasOwn(TEXTS, text)
