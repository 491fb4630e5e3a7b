import { z } from 'zod'
import { ANSWER_INPUTS, type AnswerChoice, type AnswerInput, type CustomChallengeContent } from '#src/contracts/hosted/views/custom-challenge-view.ts'
import type { PictureRules, RedrawPicture } from '#src/domain/branding/redraw-picture.ts'
import { isDomainError } from '#src/domain/domain-error.ts'
import { plainWords } from '#src/domain/triggers/plain-words.ts'

/** The members of publicChallengeParameters that pages know, and how many characters of each are looked at. */
export const PAGE_PARAMETERS = {
  title: 120, text: 1000, label: 120, help: 300, submit: 60, inputType: 20, choices: 8192, link: 2048, linkText: 120, image: 262_144, imageAlt: 300,
} as const
export type PageParameter = keyof typeof PAGE_PARAMETERS

export const MOST_CHOICES = 20
/** Characters of a choice's value, and of its label. */
export const CHOICE_LENGTH = 200
/** What a picture is drawn to fit into, in pixels. */
export const PICTURE_SIZE = { width: 640, height: 480 } as const

export type DescribeCustomChallengeDeps = { redrawPicture: RedrawPicture }

export type DescribedChallenge = {
  content: CustomChallengeContent
  /** Members that a page knows and cannot use as they came, for the log. */
  ignored: PageParameter[]
}

/**
 * What a page shows of a function's publicChallengeParameters. Nothing of it is markup: words are cut and freed of characters that only
 * steer, a link is https and shows its host, a picture is drawn anew, every other member is left out. Refuses nothing.
 */
export const describeCustomChallenge = async (deps: DescribeCustomChallengeDeps, given: Readonly<Record<string, string>>): Promise<DescribedChallenge> => {
  const ignored: PageParameter[] = []
  const read = <T>(name: PageParameter, parse: (value: string) => T | null): T | undefined => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value === undefined || value === '') return undefined
    const parsed = value.length > PAGE_PARAMETERS[name] && !WORDS.has(name) ? null : parse(value)
    if (parsed === null) ignored.push(name)
    return parsed ?? undefined
  }
  const words = (name: PageParameter): string | undefined => read(name, (value) => plainWords(value, PAGE_PARAMETERS[name]) || null)
  const imageAlt = words('imageAlt') ?? ''
  const bytes = read('image', pictureBytes)
  const image = bytes === undefined ? undefined : await drawPicture(deps, bytes)
  if (image === null) ignored.push('image')
  const linkText = words('linkText')
  const link = read('link', readLink)
  return {
    content: {
      title: words('title'), text: words('text'), label: words('label'), help: words('help'), submit: words('submit'),
      input: read('inputType', readInput) ?? 'text',
      choices: read('choices', readChoices),
      ...(link === undefined ? {} : { link: { ...link, text: linkText } }),
      ...(image === undefined || image === null ? {} : { image: { ...image, alt: imageAlt } }),
    },
    ignored,
  }
}

/** What is cut where it is too long; of everything else a part means nothing. */
const WORDS: ReadonlySet<PageParameter> = new Set(['title', 'text', 'label', 'help', 'submit', 'linkText', 'imageAlt'])

const readInput = (value: string): AnswerInput | null => ANSWER_INPUTS.find((input) => input === value) ?? null

const choice = z.union([
  z.string().transform((text) => ({ value: text, label: text })),
  z.object({ value: z.string(), label: z.string().optional() }).transform(({ value, label }) => ({ value, label: label ?? value })),
]).refine(({ value }) => value.length >= 1 && value.length <= CHOICE_LENGTH && !/\p{Cc}/u.test(value) && value.isWellFormed())
const choices = z.array(choice).min(1).max(MOST_CHOICES)

const readChoices = (value: string): AnswerChoice[] | null => {
  const parsed = choices.safeParse(jsonOf(value))
  if (!parsed.success || new Set(parsed.data.map((one) => one.value)).size < parsed.data.length) return null
  const shown = parsed.data.map((one) => ({ value: one.value, label: plainWords(one.label, CHOICE_LENGTH) }))
  return shown.some(({ label }) => label === '') ? null : shown
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An address with a name and password in it shows another host than it leads to. */
const readLink = (value: string): { href: string; host: string } | null => {
  const url = URL.parse(value)
  return url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '' ? null : { href: url.href, host: url.host }
}

const PICTURE = /^data:image\/(?:png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})$/
const RULES: PictureRules = { accept: ['png', 'jpeg', 'webp'], maxBytes: PAGE_PARAMETERS.image, fit: PICTURE_SIZE }
/** Drawn anew a picture may take more than before; with more than this a page would be slow to come. */
const MOST_DRAWN_BYTES = 512 * 1024

const pictureBytes = (value: string): Buffer | null => {
  const data = PICTURE.exec(value)?.[1]
  return data === undefined ? null : Buffer.from(data, 'base64')
}

const drawPicture = async (deps: DescribeCustomChallengeDeps, bytes: Buffer): Promise<{ src: string; width: number; height: number } | null> => {
  try {
    const { bytes: data, type, width, height } = await deps.redrawPicture(bytes, RULES)
    if (data.length > MOST_DRAWN_BYTES || width === undefined || height === undefined) return null
    return { src: `data:${type};base64,${Buffer.from(data).toString('base64')}`, width, height }
  } catch (error) {
    if (isDomainError(error) && error.code === 'InvalidParameter') return null
    throw error
  }
}
