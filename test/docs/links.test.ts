import assert from 'node:assert/strict'
import { test } from 'node:test'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = new URL('../../', import.meta.url).pathname
const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root })

test('what the documentation links to or names as a file is there', () => {
  assert.ok(pages.length > 10)
  const missing: string[] = []
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8')
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)) {
      if (!existsSync(join(root, dirname(page), target))) missing.push(`${page}: ${target}`)
    }
    for (const [, file = ''] of text.matchAll(/`((?:src|app|docs|test|e2e|scripts|bench|prisma)\/[\w/.()[\]-]+\.\w+)`/g)) {
      if (!existsSync(join(root, file))) missing.push(`${page}: ${file}`)
    }
  }
  assert.deepEqual(missing, [])
})

test('every script the documentation tells to run exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const unknown = pages.flatMap((page) => [...readFileSync(join(root, page), 'utf8').matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)).filter((name) => !(name in scripts))
  assert.deepEqual(unknown, [])
  const missing = Object.values(scripts).flatMap((command) => [...command.matchAll(/node ((?:scripts|bench)\/\S+\.ts)/g)].map(([, file = '']) => file)).filter((file) => !existsSync(join(root, file)))
  assert.deepEqual(missing, [])
})
