import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { BASE_COLORS, BRAND_TOKENS, DERIVED_COLORS, FONTS, SIZES } from '#src/domain/branding/brand-tokens.ts'
import { BRAND_PARTS } from '#src/domain/branding/brand-parts.ts'

const root = new URL('../../', import.meta.url).pathname
const page = readFileSync(`${root}docs/reference/brand-tokens.md`, 'utf8')
const rows = (form: RegExp): [string, string][] => [...page.matchAll(form)].map(([, name = '', rest = '']) => [name, rest])
const sources = (pattern: string): string => globSync(pattern, { cwd: root }).map((file) => readFileSync(root + file, 'utf8')).join('\n')

test('the page names every token with its default, and no other', () => {
  const expected: [string, string][] = [
    ...Object.entries(BASE_COLORS).map(([name, [light, dark]]): [string, string] => [name, `\`${light}\` \`${dark}\``]),
    ...Object.entries(DERIVED_COLORS).map(([name, base]): [string, string] => [name, `\`--id-${base}\``]),
    ...Object.entries({ ...SIZES, ...FONTS }).map(([name, value]): [string, string] => [name, `\`${value.replace(/^var\((.*)\)$/, '$1')}\``]),
  ]
  assert.deepEqual(rows(/^\| `--id-([\w-]+)` \| (.+?) \| .+ \|$/gm), expected)
})

test('the page names every part with what it is, and no other', () => {
  assert.deepEqual(rows(/^\| `\.(id-[\w-]+)` \| (.+) \|$/gm), Object.entries(BRAND_PARTS))
})

test('every token and every part is in use', () => {
  const styles = sources('app/(hosted)/*.css')
  const following = Object.values(DERIVED_COLORS) as string[]
  assert.deepEqual(BRAND_TOKENS.filter((token) => !styles.includes(`var(--id-${token})`) && !following.includes(token)), [])
  const markup = sources('app/{_components,(hosted)}/**/*.tsx')
  assert.deepEqual(Object.keys(BRAND_PARTS).filter((part) => !new RegExp(`[" \`']${part}[" \`']`).test(markup)), [])
})
