import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseColor, contrast } from '#src/domain/branding/color.ts'
import { resolveBrand } from '#src/domain/branding/resolve-brand.ts'
import { readClassicSheet } from './classic-layer.ts'

const read = (css: string) => readClassicSheet(css, null)
const ratio = (text: string, ground: string) => contrast(parseColor(text) ?? assert.fail(text), parseColor(ground) ?? assert.fail(ground))

/** Amazon's template, as somebody uploads it, with one colour changed. */
const TEMPLATE = `
.logo-customizable { max-width: 60%; max-height: 30%; }
.banner-customizable { padding: 25px 0px 25px 0px; background-color: lightgray; }
.label-customizable { font-weight: 400; }
.textDescription-customizable { padding-top: 10px; padding-bottom: 10px; display: block; font-size: 16px; }
.idpDescription-customizable { padding-top: 10px; padding-bottom: 10px; display: block; font-size: 16px; }
.legalText-customizable { color: #747474; font-size: 11px; }
.submitButton-customizable { font-size: 14px; font-weight: bold; margin: 20px 0px 10px 0px; height: 40px; width: 100%; color: #fff; background-color: #6a1b9a; }
.submitButton-customizable:hover { color: #ffffff; background-color: #286090; }
.errorMessage-customizable { padding: 5px; font-size: 14px; width: 100%; background: #F5F5F5; border: 2px solid #D64958; color: #D64958; }
.inputField-customizable { width: 100%; height: 34px; color: #555; background-color: #fff; border: 1px solid #ccc; }
.inputField-customizable:focus { border-color: #66afe9; outline: 0; }
.idpButton-customizable { height: 40px; width: 100%; text-align: center; margin-bottom: 15px; color: #fff; background-color: #5bc0de; border-color: #46b8da; }
.idpButton-customizable:hover { color: #fff; background-color: #31b0d5; }
.socialButton-customizable { border-radius: 2px; height: 40px; margin-bottom: 15px; padding: 1px; text-align: left; width: 100%; }
.redirect-customizable { text-align: center; }
.passwordCheck-notValid-customizable { color: #DF3312; }
.passwordCheck-valid-customizable { color: #19BF00; }
.background-customizable { background-color: #fff; }`

test('the template with one colour changed changes that colour alone, in both schemes', async () => {
  const { layer, dropped } = await read(TEMPLATE)
  assert.deepEqual(layer, { look: {}, tokens: { light: { accent: '#6a1b9a' }, dark: { accent: '#6a1b9a' } } })
  assert.deepEqual(new Set(dropped.map(({ reason }) => reason)), new Set(['template']))
})

test('each class sets the design tokens of its part', async () => {
  const { layer } = await read(`
    .background-customizable{background-color:#eee}.label-customizable{color:#111}
    .inputField-customizable{color:#222;background:#fefefe;border:2px solid #333;border-radius:3px}.inputField-customizable:focus{border-color:#444}
    .submitButton-customizable{background-color:#050;color:#ffe}.submitButton-customizable:hover{background-color:#060}
    .idpButton-customizable{background-color:#ddd;color:#123;border-color:#456}.idpButton-customizable:hover{background-color:#ccc}
    .errorMessage-customizable{color:#700;background-color:#fee}.passwordCheck-valid-customizable{color:#040}`)
  assert.deepEqual(layer.tokens?.light, {
    bg: '#eee', label: '#111', 'input-text': '#222', 'input-bg': '#fefefe', control: '#333', 'radius-input': '3px', focus: '#444', accent: '#050', 'on-accent': '#ffe',
    'accent-hover': '#060', 'provider-bg': '#ddd', 'provider-text': '#123', 'provider-line': '#456', 'provider-hover': '#ccc', danger: '#700', 'danger-bg': '#fee', success: '#040',
  })
})

test('a sheet with colours for grounds shows in light alone, one for buttons in both schemes', async () => {
  assert.equal((await read('.label-customizable{color:#234}')).layer.look?.colorScheme, 'light')
  assert.equal((await read('.submitButton-customizable{background-color:#234}.label-customizable{font-size:15px}')).layer.look?.colorScheme, undefined)
})

test('colours of one class alone can be read on what they stand on', async () => {
  const { layer } = await read('.banner-customizable{background-color:#ffb703}.legalText-customizable{color:#ccc}.socialButton-customizable{background-color:#3b5998;color:#3b5998}')
  const css = layer.css ?? ''
  const [, banner = '', onBanner = ''] = /\.banner-customizable\{background:([^;]+);color:(#\w+)\}/.exec(css) ?? []
  const [, legal = ''] = /\.legalText-customizable\{color:(#\w+)\}/.exec(css) ?? []
  const [, social = '', onSocial = ''] = /\.socialButton-customizable\{background:([^;]+);color:(#\w+)\}/.exec(css) ?? []
  for (const [text, ground] of [[onBanner, banner], [legal, '#ffffff'], [onSocial, social]] as const) assert.ok(ratio(text, ground) >= 4.5, `${text} on ${ground}`)
  assert.equal(banner, '#ffb703')
})

test('a dark page around a light card stays dark, with a footer that can be read', async () => {
  const css = resolveBrand([(await read('.background-customizable{background-color:#1b0f2e}')).layer]).stylesheet?.css ?? ''
  assert.match(css, /@media \(min-width:30rem\)\{body:has\(>\.id-shell>\.id-card\)\{background:#1b0f2e\}/)
  assert.match(css, /\.id-footer a:hover\{color:#ffffff\}/)
  assert.ok(!css.includes('--id-bg:'), 'the card keeps its own colours')
})

test('inputs keep an edge, their room for buttons, and a code its slots', async () => {
  const { layer, dropped } = await read('.inputField-customizable{border:none;padding:2px;height:60px;font-size:14px;width:400px;max-width:500px}')
  assert.equal(layer.css, [
    '.inputField-customizable:not(.id-code){max-inline-size:100%}', '.inputField-customizable{max-inline-size:100%}', '.inputField-customizable:not(.id-code){padding:2px}', '.id-control{--id-control-height:60px}', '.inputField-customizable:not(.id-code){font-size:14px}',
    '.inputField-customizable{width:400px;max-width:min(100%,500px)}', '.id-control:has(> [data-password]) .inputField-customizable{padding-inline-end:3rem}', 'select.inputField-customizable{padding-inline-end:2.5rem}',
  ].join('\n'))
  assert.deepEqual(dropped.map(({ text, reason }) => [text, reason]), [['border: none', 'hides']])
  const underlined = await read('.inputField-customizable{border:0;border-bottom:2px solid #555}')
  assert.equal(underlined.layer.css, '.inputField-customizable{max-inline-size:100%;border-width:0;border-bottom-width:2px;border-bottom-style:solid}')
  assert.deepEqual([underlined.layer.tokens?.light.control, underlined.dropped], ['#555', []])
})

test('a colour that no contrast can be judged of is left out with its reason', async () => {
  const { layer, dropped } = await read('.label-customizable{color:currentcolor;font-size:15px}.textDescription-customizable{color:canvastext}')
  assert.equal(layer.css, '.label-customizable{font-size:15px}')
  assert.deepEqual(dropped.map(({ text, reason }) => [text, reason]), [['color: canvastext', 'color']])
})

test('a logo gives up its fixed height when the sheet has a word on its size', async () => {
  const logo = { hash: 'a'.repeat(64), type: 'image/png', width: 10, height: 5 } as const
  const { layer } = await readClassicSheet('.logo-customizable{max-width:80%;max-height:40%}', logo)
  assert.deepEqual(layer.look, { logo: { light: logo }, colorScheme: 'light' })
  assert.equal(layer.css, '.logo-customizable{block-size:auto;max-width:min(100%,80%);max-height:4.45rem}')
})
