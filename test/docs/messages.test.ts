import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { readDesignDocument } from '#src/domain/branding/designs/design-document.ts'
import { LIMITS } from '#src/domain/attempts/limits.ts'
import { checkTemplates, MOST_TEMPLATE_LENGTH } from '#src/domain/messages/templates/check-templates.ts'
import { type MessageTemplates, TEMPLATE_NAMES } from '#src/domain/messages/templates/message-template.ts'
import { placesOf } from '#src/domain/messages/templates/template-places.ts'
import { readBrandingCommand } from '#src/server/branding/read-branding-command.ts'
import { readMessagesCommand } from '#src/server/messages/read-messages-command.ts'

const page = await readFile(new URL('../../docs/how-to/messages.md', import.meta.url), 'utf8')

test('the templates of the page can be used', () => {
  const { messages = {} } = readDesignDocument(JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''))
  assert.deepEqual(checkTemplates(messages as MessageTemplates), [])
  assert.deepEqual(Object.keys(messages), ['all', 'de'])
})

test('the page names every message with its places, and the limits', () => {
  const rows = [...page.matchAll(/^\| (`\w+`[^|]*) \| ([^|]*) ?\| ([^|]*) \|$/gm)]
  const places = (cell = '') => [...cell.matchAll(/`\{(####|##[^#]*##|\w+)\}`/g)].map(([, place = '']) => (place === '####' ? 'code' : place.startsWith('##') ? 'link' : place))
  const named = rows.flatMap(([, names = '', must, may]) => [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, places(must), places(may)] as const))
  assert.deepEqual(named.map(([name]) => name).toSorted(), [...TEMPLATE_NAMES].toSorted())
  for (const [name, must, may] of named) {
    const known = placesOf(TEMPLATE_NAMES.find((template) => template === name) ?? assert.fail())
    assert.deepEqual(must, known.must, name)
    assert.deepEqual([...new Set([...must, ...may])].toSorted(), [...new Set([...known.must, ...known.may])].toSorted(), name)
  }
  assert.deepEqual(MOST_TEMPLATE_LENGTH, { subject: 140, text: 20_000, html: 20_000, sms: 140 })
  assert.deepEqual(LIMITS['test-message'], { limit: 30, window: 3_600_000 })
})

test('the commands of the page are commands', () => {
  const commands = [...page.matchAll(/^npm run (branding|messages) -- (.+?)(?: > .*)?$/gm)]
  assert.equal(commands.length, 5)
  for (const [, which, line = ''] of commands) assert.notEqual((which === 'branding' ? readBrandingCommand : readMessagesCommand)(line.split(' ')), null, line)
})

test('anything else is no command', () => {
  for (const line of ['', 'preview', 'preview p_1', 'preview p_1 nothing', 'preview p_1 signUp a@example.com', 'preview p_1 signUp --text --sms', 'preview p_1 signUp --language xx', 'test p_1 signUp', 'test p_1 signUp a b', 'test p_1 signUp a --sms', 'send p_1 signUp a', 'preview p_1 signUp --force']) {
    assert.equal(readMessagesCommand(line.split(' ').filter((word) => word !== '')), null, line)
  }
})
