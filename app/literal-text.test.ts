import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const SPOKEN_ATTRIBUTES = new Set(['alt', 'aria-label', 'title', 'placeholder', 'label'])
const root = new URL('.', import.meta.url).pathname
const hasLetters = (text: string): boolean => /\p{L}/u.test(text)

/** Words that stand in markup instead of in a catalogue. */
const literalTexts = (file: string, source: string): string[] => {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasLetters(node.text)) found.push(`${file}: ${node.text.trim()}`)
    if (ts.isJsxAttribute(node) && SPOKEN_ATTRIBUTES.has(node.name.getText()) && node.initializer !== undefined && ts.isStringLiteral(node.initializer) && hasLetters(node.initializer.text)) {
      found.push(`${file}: ${node.getText()}`)
    }
    if (ts.isJsxExpression(node) && node.expression !== undefined && ts.isStringLiteral(node.expression) && hasLetters(node.expression.text) && !ts.isJsxAttribute(node.parent)) {
      found.push(`${file}: ${node.expression.text}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found
}

describe('components', () => {
  it('hold no words of their own: every text comes from a catalogue', () => {
    const files = globSync('**/*.tsx', { cwd: root }).filter((file) => !file.startsWith('demo/') && !file.startsWith('(demo)/'))
    assert.ok(files.length > 20)
    assert.deepEqual(files.flatMap((file) => literalTexts(file, readFileSync(root + file, 'utf8'))), [])
  })

  it('are caught when they do', () => {
    assert.equal(literalTexts('x.tsx', 'const X = () => <p title="Hi" className="a">Hello {"there"}{name} · </p>').length, 3)
  })
})
