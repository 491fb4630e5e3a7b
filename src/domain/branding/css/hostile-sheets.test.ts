import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse, walk } from 'css-tree'
import { readClassicSheet } from '#src/domain/branding/classic/classic-layer.ts'
import { writeStylesheet } from '#src/domain/branding/write-stylesheet.ts'
import { CLASSIC_RULES, CLASSIC_SELECTORS, ownRules } from './css-rules.ts'
import { filterCss } from './filter-css.ts'

const SHEETS = 12_000

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const SELECTORS = [
  ...CLASSIC_SELECTORS, ...CLASSIC_SELECTORS, 'body', '*', ':root', '.id-card', '.id-card', '.id-card', '.id-card', '.id-card:hover', '.label-customizable a', '.inputField-customizable[value^="a"]', '.l\\61 bel-customizable', '@media print', '@import "x"',
  '@layer guard', '@charset "x"', '@font-face', '@namespace svg url(x)', '@property --id-bg', '.label-customizable::before', '.label-customizable:has(input[value="a"])', '</style><script>', '<!--', '-->', '&', '', '#id', 'html,.label-customizable', '.label-customizable/**/,.x',
]
const PROPERTIES = [
  'color', 'background', 'background-color', 'background-image', 'border', 'border-color', 'border-left', 'border-radius', 'padding', 'margin', 'width', 'height', 'max-width', 'font-size', 'font-family', 'display', 'outline', 'box-shadow', 'line-height',
  'position', 'content', 'z-index', 'opacity', 'transform', 'inset', 'top', 'behavior', '-moz-binding', 'filter', 'cursor', 'list-style-image', 'src', '--id-accent', '--x', 'all', 'animation', 'mask', 'clip-path', 'visibility', 'c\\6flor', '*color', 'COLOR', 'color/**/',
]
const VALUES = [
  'red', '#fff', '#12345678', 'rgb(1 2 3 / 50%)', 'rgba(1,2,3,.4)', 'hsl(20deg 30% 40%)', '12px', '2rem', '-9999px', '0', '50%', '1px solid #ccc', 'none', '"Open Sans",serif', 'url(//example.com/x)', 'URL("x")', 'u\\72l(x)', 'image-set("x" 1x)', 'expression(alert(1))',
  'javascript:alert(1)', 'attr(value)', 'var(--id-accent)', 'var(--x)', 'fixed', '"\\3c/style\\3e"', '"</style>"', 'red !important', 'red!ie', '1e999px', 'calc(1px*9)', 'env(x)', 'inherit', '\\', '"', "'", '(', ')', ']', '{}', 'element(#x)', '12\\3c px', '#\\3c', 'light-dark(red,blue)',
  'linear-gradient(red,url(x))', 'progid:x', 'red;position:fixed', 'red}body{color:red', '/*', '*/', '\0', '\u2028', '🔒', 'U+0025-00FF', 'cross-fade(url(x),url(y))', 'src(x)', 'paint(x)',
]

/** What sheets say in good faith: without it hardly anything would be left to judge. */
const HONEST = ['color:#345', 'background-color:teal', 'border:2px dotted #a1b2c3', 'border-radius:6px', 'padding:8px 12px', 'width:100%', 'height:44px', 'font-size:15px', 'font-weight:600', 'text-align:center', 'border-bottom:1px solid red', 'max-width:50%', 'margin:0 0 4px']

function aSheet(random: () => number): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const rules = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    const declarations = Array.from({ length: 1 + Math.floor(random() * 5) }, () => random() < 0.4 ? pick(HONEST) : `${pick(PROPERTIES)}:${pick(VALUES)}${random() < 0.1 ? ` ${pick(VALUES)}` : ''}`)
    return `${pick(SELECTORS)}${random() < 0.1 ? ` ${pick(SELECTORS)}` : ''}{${declarations.join(random() < 0.9 ? ';' : pick(['', '}', '{', ';;', '\n']))}}`
  })
  const sheet = rules.join(pick(['', '\n', ' ', '}', ';']))
  // Now and then a character is lost, doubled or another one.
  return random() < 0.3 ? [...sheet].map((character) => (random() < 0.02 ? pick(['', character + character, '{', '}', '"', '\\', '/*', '<', '@']) : character)).join('') : sheet
}

const FORBIDDEN = /url\(|@import|position|expression|behavior|content:|image-set|attr\(|env\(|javascript|!|<|\\|\0|\/\*|example\.com|--x|opacity|z-index/i
/** Selectors that the program itself writes for what a class says. */
const WRITTEN = [':root', '.id-control', 'select.inputField-customizable', '.id-control:has(> [data-password]) .inputField-customizable', '.inputField-customizable:not(.id-code)', '.inputField-customizable:focus:not(.id-code)']
const AROUND = /^body:has\(>\.id-shell>\.id-card\)( \.id-(footer( a:hover)?|languages summary))?$/
const known = (rules: ReadonlySet<string>) => (selector: string): boolean => rules.has(selector) || AROUND.test(selector)

/** Judged by the text of what comes out, and by its tree: every selector known, at-rules only those around it, brackets in pairs. */
function assertHarmless(css: string, isKnown: (selector: string) => boolean, from: string): void {
  const why = `${JSON.stringify(css)} from ${JSON.stringify(from)}`
  assert.doesNotMatch(css, FORBIDDEN, why)
  const tree = parse(css, { parseValue: false, positions: true, onParseError: (error) => assert.fail(`${error.message}: ${why}`) })
  walk(tree, (node) => {
    if (node.type === 'Atrule') assert.ok(css.startsWith('@layer pool{') && (node.name === 'layer' || node.name === 'media'), why)
    if (node.type === 'Rule') for (const selector of css.slice(node.prelude.loc?.start.offset, node.prelude.loc?.end.offset).split(',')) assert.ok(isKnown(selector), `${selector}: ${why}`)
    assert.notEqual(node.type, 'Comment', why)
  })
}

test(`HP-19 ${SHEETS} hostile sheets yield nothing that loads, covers, hides or leaves the classes`, async () => {
  const random = seeded(20_261_121)
  const classic = known(new Set([...CLASSIC_SELECTORS, ...WRITTEN]))
  const own = ownRules(['id-card'], ['accent'])
  const ofOwn = known(new Set([...own.selectors, ':root']))
  let styled = 0
  for (let count = 0; count < SHEETS; count++) {
    const sheet = aSheet(random)
    const { layer } = await readClassicSheet(sheet, null)
    const written = writeStylesheet([layer])
    if (written !== null) {
      styled++
      assertHarmless(written.css, classic, sheet)
    }
    // Each list by itself too: what follows the filter would hide what it let through.
    assertHarmless((await filterCss(sheet, CLASSIC_RULES)).css, classic, sheet)
    assertHarmless((await filterCss(sheet, own)).css, ofOwn, sheet)
  }
  assert.ok(styled > SHEETS / 3, `only ${styled} of them had anything to show`)
})

test('HP-19 what is kept is kept again, word for word', async () => {
  const random = seeded(7)
  for (let count = 0; count < 500; count++) {
    const { css } = await filterCss(aSheet(random), CLASSIC_RULES)
    assert.equal((await filterCss(css, CLASSIC_RULES)).css, css)
  }
})

test('HP-19 text without any form, and bytes at random, come to nothing', async () => {
  const random = seeded(11)
  for (let count = 0; count < 1000; count++) {
    const text = String.fromCharCode(...Array.from({ length: 200 }, () => Math.floor(random() * (count % 2 === 0 ? 128 : 65_536))))
    assert.equal((await filterCss(text, CLASSIC_RULES)).css, '')
  }
})
