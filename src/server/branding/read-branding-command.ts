import type { BrandTarget } from '#src/domain/branding/brand.ts'
import { parseWords } from '#src/server/commands/parse-words.ts'

/** A command as it is given; files are read before it goes anywhere. */
export type BrandingCommandLine = { readonly target: BrandTarget } & (
  | { readonly kind: 'export'; readonly which: 'draft' | 'published' | number }
  | { readonly kind: 'import'; readonly file: string; readonly publish: boolean }
  | { readonly kind: 'preview'; readonly days: number }
  | { readonly kind: 'publish' }
  | { readonly kind: 'versions' }
  | { readonly kind: 'roll-back'; readonly number: number | null }
)

export const BRANDING_USAGE = `npm run branding -- import <pool> <file.json> [--publish]
npm run branding -- preview <pool> [--days <1 to 30>]
npm run branding -- publish <pool>
npm run branding -- versions <pool>
npm run branding -- roll-back <pool> <number | none>
npm run branding -- export <pool> [--draft | --number <number>]
Each takes --client <id> for the pages of one app client.`

const MOST_DAYS = 30

/** What a command line asks for, or null. */
export function readBrandingCommand(words: readonly string[]): BrandingCommandLine | null {
  const parsed = parseWords(words, OPTIONS)
  if (parsed === null) return null
  const { values, positionals: [kind, poolId, argument, ...rest] } = parsed
  if (poolId === undefined || rest.length > 0 || (argument !== undefined) !== (kind === 'import' || kind === 'roll-back')) return null
  const target: BrandTarget = { poolId, clientId: values.client ?? null }
  const given = Object.keys(values).filter((name) => name !== 'client')
  const takes = (...names: string[]): boolean => given.every((name) => names.includes(name)) && given.length <= 1
  switch (kind) {
    case 'import': return takes('publish') && argument !== undefined ? { kind, target, file: argument, publish: values.publish === true } : null
    case 'publish':
    case 'versions': return takes() ? { kind, target } : null
    case 'preview': {
      const days = numberOf(values.days ?? '7')
      return takes('days') && days !== null && days <= MOST_DAYS ? { kind, target, days } : null
    }
    case 'roll-back': {
      const number = argument === 'none' ? null : numberOf(argument ?? '')
      return takes() && (number !== null || argument === 'none') ? { kind, target, number } : null
    }
    case 'export': {
      const which = values.draft === true ? 'draft' : values.number === undefined ? 'published' : numberOf(values.number)
      return takes('draft', 'number') && which !== null ? { kind, target, which } : null
    }
    default: return null
  }
}

const OPTIONS = { client: { type: 'string' }, publish: { type: 'boolean' }, days: { type: 'string' }, draft: { type: 'boolean' }, number: { type: 'string' } } as const

const numberOf = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null)
