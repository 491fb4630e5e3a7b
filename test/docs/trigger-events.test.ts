import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readTriggerCommand } from '#src/server/triggers/read-trigger-command.ts'

const root = new URL('../../', import.meta.url).pathname
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8')
const events = read('docs/reference/trigger-events.md')
const howTo = read('docs/how-to/triggers.md')
const sources = globSync('src/domain/{triggers,tokens,sign-up,recovery,users}/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts')).map(read).join('\n')
const unique = (names: Iterable<string>): string[] => [...new Set(names)].toSorted()
const named = (text: string, pattern: RegExp): string[] => unique([...text.matchAll(pattern)].map(([, name = '']) => name))

test('the page has every trigger and every source that the code knows, and no other', () => {
  const union = /export type TriggerName =([\s\S]*?)\n\n/.exec(read('src/domain/triggers/trigger-runner.ts'))?.[1] ?? assert.fail()
  const rows = [...events.matchAll(/^\| (`[A-Z]\w+`(?:, `[A-Z]\w+`)*) \| [`a]/gm)].flatMap(([, cell = '']) => named(cell, /`(\w+)`/g))
  assert.deepEqual(unique(rows), named(union, /'(\w+)'/g))
  const tokenSources = /export type TokenSource =(.*)/.exec(sources)?.[1] ?? assert.fail()
  const known = [
    ...named(sources, /'((?:PreSignUp|PostConfirmation|PreAuthentication|PostAuthentication|DefineAuthChallenge|CreateAuthChallenge|VerifyAuthChallengeResponse|UserMigration|CustomMessage|CustomEmailSender|InboundFederation)_\w+)'/g),
    ...named(tokenSources, /'(\w+)'/g).map((name) => `TokenGeneration_${name}`),
  ]
  assert.ok(known.length >= 25)
  assert.deepEqual(named(events, /`([A-Z][a-z]\w+_[A-Z]\w+)`/g), unique(known))
})

test('the page has every member of an answer that is read', () => {
  for (const file of globSync('src/domain/triggers/*.ts', { cwd: root })) {
    const answer = /const response = z\.object\(\{([\s\S]*?)\}\)/.exec(read(file))?.[1] ?? ''
    for (const member of named(answer, /(?:^|[\s,])(\w+): /g)) assert.ok(events.includes(`\`${member}\``), `${member} of ${file}`)
  }
})

test('the commands of the guide are commands', () => {
  const commands = [...howTo.matchAll(/^npm run triggers -- (.+)$/gm)].map(([, words = '']) => words.split(' '))
  assert.ok(commands.length >= 9)
  const surroundings = { variables: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, readFile: () => '' }
  for (const words of commands) assert.notEqual(readTriggerCommand(words, surroundings), null, words.join(' '))
})
