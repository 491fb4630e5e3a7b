import { hash } from 'node:crypto'

/** Characters of a digest that are kept: 48 bits tell ten thousand passwords apart from all others. */
const KEPT = 8

/** How many signs at the end count as decoration: a year with a dash, a number with an exclamation mark. */
const DECORATION = /[^a-z]{1,5}$/

const LOOKALIKES: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', $: 's', '3': 'e' }

let loading: Promise<ReadonlySet<string>> | undefined

/** The form in which common passwords are listed. */
export const digestCommonPassword = (password: string): string => hash('sha256', password, 'base64url').slice(0, KEPT)

/**
 * Whether a password is among those that are guessed first: in any case, with look-alikes in place of letters, or with up to five
 * digits and symbols at its end. The list is loaded by the first question.
 */
export const isCommonPassword = async (password: string): Promise<boolean> => {
  const list = await (loading ??= loadList())
  const folded = password.toLowerCase()
  const bare = folded.replace(DECORATION, '')
  return [folded, bare, withoutLookalikes(folded), withoutLookalikes(bare)].some((form) => list.has(digestCommonPassword(form)))
}

const withoutLookalikes = (text: string): string => text.replace(/[@0$3]/g, (sign) => LOOKALIKES[sign] ?? sign)

const loadList = async (): Promise<ReadonlySet<string>> => {
  const { COMMON_PASSWORD_DIGESTS } = await import('./common-password-digests.ts')
  return new Set(COMMON_PASSWORD_DIGESTS.split(/\s+/).flatMap((line) => line.match(/.{8}/g) ?? []))
}
