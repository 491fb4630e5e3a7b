import type { Page } from '@playwright/test'
import { boxFont } from '#e2e/support/box-font.ts'

/** Where a part is and how large ('hidden' where it cannot be seen), and the colours of its text, ground and edge. */
export type Look = { readonly part: string; readonly place: string; readonly colors: string }

const FONT = boxFont().toString('base64')

/**
 * Sets all text in boxes of one width, so that places and sizes are the same on every machine. By the page's own means: its policy lets neither a font
 * nor a sheet from elsewhere in.
 */
export const drawTextAsBoxes = (page: Page): Promise<void> => page.evaluate(async (data) => {
  const font = new FontFace('Boxes', Uint8Array.from(atob(data), (character) => character.charCodeAt(0)))
  document.fonts.add(await font.load())
  const sheet = new CSSStyleSheet()
  // Exact: the browser would otherwise round the width of a character to whole pixels where the machine says so.
  sheet.replaceSync('* { font-family: Boxes !important; font-synthesis: none !important; text-rendering: geometricPrecision !important }')
  document.adoptedStyleSheets.push(sheet)
}, FONT)

/** Every part of the page in reading order: whatever can be pressed or filled in, has text of its own, a ground or an edge. */
export const looksOf = (page: Page): Promise<Look[]> => page.evaluate(() => {
  const hex = (value: string): string => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (value.match(/[\d.]+/g) ?? []).map(Number)
    if (alpha === 0) return ''
    return value.startsWith('rgb(') ? `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}` : value
  }
  const colorsOf = ({ color, backgroundColor, borderTopColor, borderTopWidth }: CSSStyleDeclaration): [string, string, string] =>
    [hex(color), hex(backgroundColor), borderTopWidth === '0px' ? '' : hex(borderTopColor)]
  const hasText = (part: Element): boolean => [...part.childNodes].some((child) => child instanceof Text && child.data.trim() !== '')
  return [...document.querySelectorAll('body, body *')].filter((part) => part.closest('.id-hidden, .id-skip, svg *, option, optgroup, picture source, [type="hidden"], script') === null).flatMap((part): Look[] => {
    const [text, ground, edge] = colorsOf(getComputedStyle(part))
    if (!hasText(part) && ground === '' && edge === '' && !part.matches('a, button, input, select, textarea, img')) return []
    const { x, y, width, height } = part.getBoundingClientRect()
    return [{
      part: [part.tagName.toLowerCase(), ...[...part.classList].filter((word) => word.startsWith('id-'))].join('.'),
      place: part.checkVisibility() ? `${Math.round(x)},${Math.round(y + scrollY)} ${Math.round(width)}×${Math.round(height)}` : 'hidden',
      colors: [text, ground && `on ${ground}`, edge && `edge ${edge}`].filter(Boolean).join(' '),
    }]
  })
})
