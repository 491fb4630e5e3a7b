import { z } from 'zod'
import { LAYOUTS } from '#src/contracts/hosted/page-frame.ts'
import { LANGUAGES } from '#src/contracts/messages/languages.ts'
import { BRAND_TOKENS, type BrandToken } from '#src/domain/branding/brand-tokens.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { MOST_TEMPLATE_LENGTH } from '#src/domain/messages/templates/check-templates.ts'
import { ALL_LANGUAGES, TEMPLATE_NAMES } from '#src/domain/messages/templates/message-template.ts'
import { GRAPHIC_PLACES, IMAGE_PLACES } from './design.ts'

/** Says what a file is, and which version of this form it has. */
export const DESIGN_FORMAT = 'poolhouse-branding-1'

export const MOST_CSS_BYTES = 64 * 1024
export const MOST_TEXT_LENGTH = 1000
const MOST_TOKEN_LENGTH = 300
const MOST_FONTS = 4

const text = z.string().max(MOST_TEXT_LENGTH)
/** Bytes in base64. */
const file = z.strictObject({ data: z.base64() })
const picture = z.strictObject({ light: file, dark: file.optional() })
const value = z.string().trim().min(1).max(MOST_TOKEN_LENGTH)
const words = z.string().max(MOST_TEMPLATE_LENGTH.html)
const messageTemplate = z.strictObject({ subject: words.optional(), text: words.optional(), html: words.optional(), sms: words.optional() })
const address = z.url({ protocol: /^https?$/ }).max(2048)

const designDocumentSchema = z.strictObject({
  format: z.literal(DESIGN_FORMAT),
  tokens: z.partialRecord(z.enum(BRAND_TOKENS as readonly [BrandToken, ...BrandToken[]]), z.union([value, z.strictObject({ light: value.optional(), dark: value.optional() })])).optional(),
  css: z.string().refine((css) => new TextEncoder().encode(css).length <= MOST_CSS_BYTES, `must have at most ${MOST_CSS_BYTES} bytes`).optional(),
  layout: z.enum(LAYOUTS).optional(),
  colorScheme: z.enum(['light', 'dark', 'adaptive']).optional(),
  density: z.enum(['regular', 'compact']).optional(),
  header: z.boolean().optional(),
  footer: z.boolean().optional(),
  blockOrder: z.array(z.enum(['username-password', 'federated'])).length(2).refine(([first, second]) => first !== second, 'names a block twice').optional(),
  languageSelector: z.boolean().optional(),
  instructions: z.boolean().optional(),
  sessionTimer: z.boolean().optional(),
  acceptance: z.enum(['none', 'notice', 'required']).optional(),
  links: z.strictObject({ help: address.optional(), privacy: address.optional(), terms: address.optional() }).optional(),
  images: z.strictObject(Object.fromEntries(IMAGE_PLACES.map((place) => [place, picture.optional()])) as Record<(typeof IMAGE_PLACES)[number], z.ZodOptional<typeof picture>>).optional(),
  graphics: z.strictObject(Object.fromEntries(GRAPHIC_PLACES.map((place) => [place, picture.optional()])) as Record<(typeof GRAPHIC_PLACES)[number], z.ZodOptional<typeof picture>>).optional(),
  fonts: z.array(z.strictObject({ data: z.base64(), weight: z.string().regex(/^[1-9]\d{2}( [1-9]\d{2})?$/, 'must be a weight such as "400", or a range such as "100 900"').optional(), style: z.enum(['normal', 'italic']).optional() })).max(MOST_FONTS).optional(),
  texts: z.partialRecord(z.enum(LANGUAGES.map(({ locale }) => locale)), z.record(z.string().max(200), text)).optional(),
  messages: z.partialRecord(z.enum([ALL_LANGUAGES, ...LANGUAGES.map(({ locale }) => locale)]), z.partialRecord(z.enum(TEMPLATE_NAMES), messageTemplate)).optional(),
})

/** A design as one JSON file holds it: files are in it in base64. */
export type DesignDocument = z.output<typeof designDocumentSchema>

/** InvalidParameter that says where and what, for anything that is no design document of this version. */
export function readDesignDocument(input: unknown): DesignDocument {
  const parsed = designDocumentSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, 20).map(({ path, message }) => `${path.map(String).join('.') || 'the file'}: ${message}`)
  throw new DomainError('InvalidParameter', `The branding file cannot be used.\n${problems.join('\n')}`)
}

/** The members that a document can have. */
export const designDocumentMembers = (): string[] => Object.keys(designDocumentSchema.shape)
