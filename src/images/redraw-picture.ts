import { hash } from 'node:crypto'
import type { RedrawPicture } from '#src/domain/branding/redraw-picture.ts'
import { detectFormat, isAnimatedPng } from './detect-format.ts'
import { drawInProcess } from './draw-in-process.ts'
import { drawPicture } from './draw-picture.ts'
import { refusal } from './picture-refusal.ts'

/** A drawing with pictures in it would have decoders at work that nothing limits; entities can grow without end. */
const NOT_IN_DRAWINGS = /<!(DOCTYPE|ENTITY)|<([\w.-]+:)?(fe)?image[\s/>]/i

/** Draws pictures anew; a drawing, which is a program of a kind, in a process of its own. */
export const redrawPicture: RedrawPicture = async (bytes, rules) => {
  if (bytes.length > rules.maxBytes) throw refusal('picture-too-large')
  const format = detectFormat(bytes)
  if (format === undefined || !rules.accept.includes(format)) throw refusal('picture-format')
  if (format === 'png' && isAnimatedPng(bytes)) throw refusal('picture-animated')
  if (format === 'svg' && NOT_IN_DRAWINGS.test(new TextDecoder().decode(bytes))) throw refusal('picture-format')
  const drawn = await (format === 'svg' ? drawInProcess(bytes, rules.fit) : drawPicture(bytes, format, rules.fit))
  return { ...drawn, hash: hash('sha256', drawn.bytes) }
}
