import { NAMED_COLORS } from './named-colors.ts'

/** A colour of sRGB: channels from 0 to 255, opacity from 0 to 1. */
export type Color = { readonly r: number; readonly g: number; readonly b: number; readonly a: number }

export const WHITE: Color = { r: 255, g: 255, b: 255, a: 1 }
export const BLACK: Color = { r: 0, g: 0, b: 0, a: 1 }

const HEX = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i
const CALL = /^(rgb|hsl)a?\(([^()]*)\)$/i
const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+))(%|deg)?$/

/** A colour as CSS writes it: `#rgb[a]`, `#rrggbb[aa]`, `rgb()`, `hsl()`, or a name (CSS Color 4 §4–§6). Null for anything else. */
export function parseColor(text: string): Color | null {
  const value = text.trim().toLowerCase()
  const named = Object.hasOwn(NAMED_COLORS, value) ? NAMED_COLORS[value] : undefined
  if (named !== undefined) return parseHex(named)
  if (HEX.test(value)) return parseHex(value.slice(1))
  const [, name, inside = ''] = CALL.exec(value) ?? []
  const parts = inside.replaceAll(/[,/]/g, ' ').trim().split(/\s+/).map((part) => NUMBER.exec(part))
  const numbers = parts.flatMap((match) => (match === null ? [] : [{ value: Number(match[1]), unit: match[2] ?? '' }]))
  const [x, y, z, alpha] = numbers
  if (name === undefined || numbers.length !== parts.length || numbers.length > 4 || x === undefined || y === undefined || z === undefined) return null
  const a = alpha === undefined ? 1 : clamp(alpha.unit === '%' ? alpha.value / 100 : alpha.value, 1)
  if (name === 'hsl') return y.unit === '%' && z.unit === '%' && x.unit !== '%' ? fromHsl(x.value, clamp(y.value / 100, 1), clamp(z.value / 100, 1), a) : null
  const channel = ({ value: number, unit }: { value: number; unit: string }): number => clamp(unit === '%' ? number * 2.55 : number, 255)
  return [x, y, z].some(({ unit }) => unit === 'deg') ? null : { r: channel(x), g: channel(y), b: channel(z), a }
}

function parseHex(digits: string): Color {
  const long = digits.length > 4 ? digits : [...digits].map((digit) => digit + digit).join('')
  const at = (index: number): number => Number.parseInt(long.slice(index, index + 2), 16)
  return { r: at(0), g: at(2), b: at(4), a: long.length === 8 ? at(6) / 255 : 1 }
}

function fromHsl(hue: number, saturation: number, lightness: number, a: number): Color {
  const part = (n: number): number => {
    const k = (((n + hue / 30) % 12) + 12) % 12
    return 255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return { r: part(0), g: part(8), b: part(4), a }
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))

/** `#rrggbb`, without opacity. */
export const toHex = ({ r, g, b }: Color): string => `#${[r, g, b].map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

/** What is seen of a colour that lies over an opaque one. */
export const over = (top: Color, ground: Color): Color => ({ ...mix(ground, top, top.a), a: 1 })

/** `share` of the second colour in the first, channel by channel. */
export const mix = (from: Color, to: Color, share: number): Color => ({
  r: from.r + (to.r - from.r) * share, g: from.g + (to.g - from.g) * share, b: from.b + (to.b - from.b) * share, a: 1,
})

/** From 1 to 21 (WCAG 2.2: contrast ratio), of what `toHex` writes of two opaque colours. */
export function contrast(one: Color, other: Color): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const luminance = ({ r, g, b }: Color): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)

const linear = (channel: number): number => {
  const part = Math.round(channel) / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
