import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { MOST_FONT_BYTES } from '#src/domain/branding/designs/check-font.ts'
import { designDocumentMembers, readDesignDocument } from '#src/domain/branding/designs/design-document.ts'
import { GRAPHIC_PLACES, IMAGE_PLACES } from '#src/domain/branding/designs/design.ts'
import { MOST_IMAGE_BYTES } from '#src/domain/branding/designs/take-in-document.ts'
import { readBrandingCommand } from '#src/server/branding/read-branding-command.ts'
import { createTestRuntime } from '#test/create-test-runtime.ts'

const page = await readFile(new URL('../../docs/how-to/branding.md', import.meta.url), 'utf8')
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? assert.fail()

test('the design of the page is one, and the seed of the page publishes it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'poolhouse-docs-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  readDesignDocument(JSON.parse(block('json')))
  await writeFile(join(folder, 'branding.json'), block('json'))
  await writeFile(join(folder, 'pools.yaml'), block('yaml'))
  const { domain } = await createTestRuntime(t, { variables: { SEED: join(folder, 'pools.yaml') } })
  const brand = await domain.brands.brandOf({ poolId: 'us-east-1_example01', clientId: null })
  assert.match(brand.stylesheet?.css ?? '', /--id-accent:#0b7a53/)
  assert.equal(brand.layout, 'split')
  assert.equal(brand.texts['de']?.['signIn.title'], 'Willkommen zurück')
})

test('the page names every member of a design, every place of a picture, the limits, and commands that there are', () => {
  const named = [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
  assert.deepEqual(named.filter((name) => name !== 'SetUICustomization').toSorted(), designDocumentMembers().filter((name) => name !== 'format').toSorted())
  for (const place of [...IMAGE_PLACES, ...GRAPHIC_PLACES]) assert.ok(page.includes(`\`${place}\``), place)
  assert.equal(MOST_FONT_BYTES, 512 * 1024)
  assert.equal(MOST_IMAGE_BYTES, 1024 * 1024)
  const commands = [...page.matchAll(/^npm run branding -- (.+?)(?: > .*)?$/gm)].map(([, words = '']) => words.split(' '))
  assert.ok(commands.length >= 6)
  for (const words of commands) assert.notEqual(readBrandingCommand(words), null, words.join(' '))
})
