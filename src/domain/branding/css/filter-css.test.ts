import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CLASSIC_RULES, ownRules, type DropReason } from './css-rules.ts'
import { filterCss } from './filter-css.ts'

const classic = (text: string) => filterCss(text, CLASSIC_RULES)
const reasonsOf = async (text: string): Promise<DropReason[]> => (await classic(text)).dropped.map(({ reason }) => reason)

test('what a sheet may say is printed anew, selector by selector', async () => {
  const { css, dropped } = await classic(`
    /* our colours */
    .submitButton-customizable, .idpButton-customizable:hover { background-color: #0A58CA; BORDER-RADIUS: 4px }
    .label-customizable { font-family: "Open Sans", sans-serif; }`)
  assert.equal(css, [
    '.submitButton-customizable{background-color:#0A58CA}', '.idpButton-customizable:hover{background-color:#0A58CA}',
    '.submitButton-customizable{border-radius:4px}', '.idpButton-customizable:hover{border-radius:4px}', '.label-customizable{font-family:"Open Sans",sans-serif}',
  ].join('\n'))
  assert.deepEqual(dropped, [])
})

test('what is left out is named with its place and its reason', async () => {
  const { css, dropped } = await classic('.label-customizable {\n  color: red;\n  position: fixed;\n}\n.stranger { color: red }\n@media print { .label-customizable { color: red } }')
  assert.equal(css, '.label-customizable{color:red}')
  assert.deepEqual(dropped, [
    { line: 3, column: 3, text: 'position: fixed', reason: 'property' },
    { line: 5, column: 1, text: '.stranger', reason: 'selector' },
    { line: 6, column: 1, text: '@media print { .label-customizable { color: red } }', reason: 'at-rule' },
  ])
})

test('selectors stand alone: no elements, attributes, relations, other states or other spellings', async () => {
  for (const selector of [
    'body', '*', '.label-customizable a', '.label-customizable > input', '.label-customizable[value^="a"]', 'input.inputField-customizable', '.label-customizable:hover',
    '.inputField-customizable:not(:placeholder-shown)', '.label-customizable::before', '.label-customizable.id-card', '.Label-customizable', ':root', '.id-card', '.label\\-customizable x',
  ]) assert.deepEqual(await classic(`${selector}{color:red}`).then(({ css, dropped }) => [css, dropped.map(({ reason }) => reason)]), ['', ['selector']], selector)
})

test('values load nothing, call nothing and hide nothing', async () => {
  const values: readonly [string, DropReason][] = [
    ['background: url(https://example.com/x)', 'loads'], ['background: image-set("a.png" 1x)', 'loads'], ['background: URL("x")', 'loads'], ['color: attr(data-x)', 'loads'], ['color: env(x)', 'loads'],
    ['width: expression(alert(1))', 'function'], ['width: calc(1px * 2)', 'function'], ['color: var(--id-bg)', 'function'], ['background: linear-gradient(red, blue)', 'function'],
    ['content: "x"', 'property'], ['position: absolute', 'property'], ['opacity: 0', 'property'], ['-moz-binding: none', 'property'], ['--x: 1', 'property'], ['behavior: none', 'property'],
    ['color: 12px', 'value'], ['color: "red"', 'value'], ['color:', 'value'], ['width: 999999px', 'value'], ['font-family: "</style>"', 'value'], ['color: inherit; color: reed', 'value'],
    ['display: none', 'hides'], ['margin: -100px', 'hides'], ['font-size: 0', 'hides'], ['height: 0', 'hides'], ['line-height: 0', 'hides'], ['letter-spacing: -1em', 'hides'], ['padding: 5000px', 'hides'],
    ['border: 900px solid red', 'hides'], ['box-shadow: 0 0 0 900px red', 'hides'], ['max-width: 1%', 'hides'],
  ]
  for (const [declaration, reason] of values) assert.deepEqual(await reasonsOf(`.label-customizable{${declaration}}`), [reason], declaration)
})

test('what a part of a sheet adds up to hides and covers nothing either', async () => {
  const rules = ownRules(['id-box'], ['accent', 'radius-card'], ['radius-card'])
  const hiding = [
    'margin-top: calc(1px - 150px)', 'margin: calc(100px * 99)', 'margin: calc(150px + 150px)', 'padding: max(1px, calc(100px + 100px))', 'font-size: calc(10px / 90)', 'font-size: min(12px, 1px)', 'font-size: var(--id-radius-card)',
    'font-size: calc(10px - 9.9px)', 'line-height: calc(1 / 4)', 'line-height: 900px', 'max-height: calc(20px / 9)', 'width: clamp(1px, 20px, 30px)', 'letter-spacing: calc(0px - 20px)', 'margin: var(--id-radius-card)', 'border: calc(20px * 40) solid red',
    'box-shadow: 0 -80px 0 80px white', 'box-shadow: 0 0 0 60px white', 'box-shadow: 0 1px 2px red, 0 90px white', 'box-shadow: calc(2px * 90) 0 red', 'text-decoration: line-through 90px white', 'text-underline-offset: -200px', 'text-decoration-thickness: 60px',
    'margin: calc((1px - 150px))', 'margin: calc(1px + (0px - 90px))', 'margin: -calc(1px)',
  ]
  for (const declaration of hiding) assert.equal((await filterCss(`.id-box{${declaration}}`, rules)).css, '', declaration)
  const styling = [
    'margin:calc(1rem + 2px)', 'padding:max(8px,1rem)', 'border:1px solid var(--id-accent)', 'box-shadow:0 8px 24px -4px rgb(200 200 200/40%),inset 0 0 0 2px red', 'border-radius:calc(var(--id-radius-card)/2)', 'font-size:clamp(14px,1rem,20px)',
    'text-decoration:underline 2px red', 'text-underline-offset:.25em', 'border:1px solid rgb(200 100 50)', 'letter-spacing:-.02em',
  ]
  for (const declaration of styling) assert.equal((await filterCss(`.id-box{${declaration}}`, rules)).css, `.id-box{${declaration}}`, declaration)
})

test('a declaration that was important stays, and no longer is', async () => {
  const { css, dropped } = await classic('.label-customizable{color:red!important;font-size:1rem ! ImPortant}')
  assert.equal(css, '.label-customizable{color:red;font-size:1rem}')
  assert.deepEqual(dropped.map(({ reason }) => reason), ['important', 'important'])
})

test('a sheet that is too long or too deep is left out as a whole, at once', async () => {
  const started = performance.now()
  assert.deepEqual(await reasonsOf('.label-customizable{color:red}'.repeat(5000)), ['too-long'])
  for (const opening of ['{', '(', '[', 'a{', 'color:rgb(']) assert.deepEqual(await reasonsOf(opening.repeat(10_000)), ['nesting'], opening)
  assert.ok(performance.now() - started < 20_000)
})

test('lists of selectors over lists of declarations stay about as long as they are written', async () => {
  const started = performance.now()
  const twice = await classic(`${'.logo-customizable,'.repeat(3000)}.logo-customizable{${'color:red;'.repeat(6000)}}`)
  assert.deepEqual([twice.css.length < 60_000, twice.dropped.some(({ reason }) => reason === 'too-long')], [true, true])
  const parts = Array.from({ length: 40 }, (_, n) => `id-part${n}`)
  const all = parts.flatMap((part) => ['', ':hover', ':focus', ':active'].map((state) => `.${part}${state}`)).join(',')
  const { css, dropped } = await filterCss(`${all}{${'gap:0;'.repeat(9000)}${'--id-accent:red;'.repeat(200)}}`, ownRules(parts, ['accent']))
  assert.ok(css.length < 250_000 && dropped.length < 10_000, `${css.length} characters, ${dropped.length} left out`)
  assert.ok(performance.now() - started < 60_000)
})

test('a sheet of a pool\'s own sets tokens at the root, and parts with a longer list', async () => {
  const rules = ownRules(['id-card', 'id-button'], ['accent', 'radius-card'])
  const { css, dropped } = await filterCss(':root{--id-accent:oklch(0.6 0.2 30);--id-other:red;color:red}.id-card{padding-inline:calc(1rem + 2px);background:linear-gradient(red,var(--id-accent));color:var(--id-secret);--id-accent:red}.id-button:focus-visible{border-radius:var(--id-radius-card)}.id-x{color:red}', rules)
  assert.equal(css, ':root{--id-accent:oklch(0.6 0.2 30)}\n.id-card{padding-inline:calc(1rem + 2px);background:linear-gradient(red,var(--id-accent))}\n.id-button:focus-visible{border-radius:var(--id-radius-card)}')
  assert.deepEqual(dropped.map(({ text, reason }) => [text, reason]), [
    ['--id-other:red', 'property'], ['color:red', 'property'], ['color:var(--id-secret)', 'value'], ['--id-accent:red', 'property'], ['.id-x', 'selector'],
  ])
})
