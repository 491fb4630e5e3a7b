import { dictionary } from '@zxcvbn-ts/language-common'
import { digestCommonPassword } from '#src/domain/users/common-passwords.ts'

const COUNT = 10_000
/** No pool allows shorter ones. */
const SHORTEST = 6
const DIGESTS_A_LINE = 40

/** The source file with the most frequent passwords as digests: nobody has to read them, and order by digest keeps changes small. */
export function commonPasswordDigests(): string {
  const words = dictionary['passwords-common'].filter((word) => word.length >= SHORTEST).slice(0, COUNT)
  const digests = [...new Set(words.map((word) => digestCommonPassword(word.toLowerCase())))].sort()
  const lines = Array.from({ length: Math.ceil(digests.length / DIGESTS_A_LINE) }, (_, line) => digests.slice(line * DIGESTS_A_LINE, (line + 1) * DIGESTS_A_LINE).join(''))
  return [
    '// Written by `node scripts/write-common-passwords.ts` from the passwords of @zxcvbn-ts/language-common, most frequent ones first.',
    '/** The most frequent passwords of six characters and more, lower case, each as the first 48 bits of its SHA-256. */',
    'export const COMMON_PASSWORD_DIGESTS = `', ...lines, '`', '',
  ].join('\n')
}
