import type { CatalogueTree } from './check-catalogue.ts'

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á', c: 'ç', d: 'ð', e: 'é', g: 'ğ', i: 'í', l: 'ł', n: 'ñ', o: 'ö', s: 'š', u: 'ü', y: 'ý', z: 'ž',
  A: 'Å', C: 'Ç', D: 'Ð', E: 'É', G: 'Ğ', I: 'Î', L: 'Ł', N: 'Ñ', O: 'Ö', S: 'Š', U: 'Û', Y: 'Ý', Z: 'Ž',
}

const MORE = 0.6

/** A catalogue with every word accented and every text 1.6 times as long; arguments, tags and cases stay. */
export const stretchTexts = (tree: CatalogueTree): CatalogueTree =>
  Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? stretchMessage(value) : stretchTexts(value)]))

/** What is inside one pair of braces names something; the texts of cases are inside two. */
export const stretchMessage = (message: string): string => {
  let depth = 0
  return message.split(/([{}]|<[^>]*>)/).map((part) => {
    if (part === '{') depth++
    else if (part === '}') depth--
    else if (depth % 2 === 0 && !part.startsWith('<')) return stretchWords(part)
    return part
  }).join('')
}

const stretchWords = (words: string): string => {
  const letters = words.match(/\p{Letter}/gu)?.length ?? 0
  const accented = words.replace(/[a-zA-Z]/g, (letter) => ACCENTED[letter] ?? letter)
  return letters === 0 ? words : accented.replace(/['\s]*$/, (end) => padding(Math.ceil(letters * MORE)) + end)
}

const LONGEST_WORD = 14

/** As many letters more, in words of German length: who takes more space takes longer words as well. */
const padding = (length: number): string => (length > 3 ? ' ' : '') + 'ö'.repeat(length).replace(new RegExp(`(.{${LONGEST_WORD}})(?=.)`, 'g'), '$1 ')
