// node scripts/check-catalogue.ts <locale> …: says what is wrong in src/contracts/messages/<locale>.json, held against the English texts.
// Without a language: all catalogues. Ends with 1 if anything is wrong.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkCatalogue, type CatalogueTree } from '#src/contracts/messages/check-catalogue.ts'
import { LANGUAGES } from '#src/contracts/messages/languages.ts'

const pathOf = (locale: string): string => join(import.meta.dirname, '../src/contracts/messages', `${locale}.json`)
const read = (locale: string): CatalogueTree => JSON.parse(readFileSync(pathOf(locale), 'utf8')) as CatalogueTree

const problemsOf = (locale: string): string[] => {
  if (!existsSync(pathOf(locale))) return ['there is no such catalogue yet']
  try {
    return checkCatalogue(locale, read(locale), read('en'))
  } catch (error) {
    return [(error as Error).message]
  }
}

const asked = process.argv.slice(2)
for (const locale of asked.length > 0 ? asked : LANGUAGES.map((language) => language.locale)) {
  const problems = problemsOf(locale)
  console.log(`${locale}: ${problems.length === 0 ? 'nothing is wrong' : `${problems.length} to correct`}`)
  for (const problem of problems) console.log(`  ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
