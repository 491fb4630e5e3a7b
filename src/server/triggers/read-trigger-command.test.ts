import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTriggerCommand } from './read-trigger-command.ts'

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f'
const variables = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret', HOME: '/home/ada' }
const read = (words: string) => readTriggerCommand(words.split(' ').filter((word) => word !== ''), { variables, readFile: (path) => `# ${path}\nTABLE=people\nKEY="a b"\n` })

test('commands are read whole', () => {
  assert.deepEqual(read('list'), { kind: 'list' })
  assert.deepEqual(read(`set ${arn} --module sign-up.ts`), { kind: 'set-module', name: arn, file: 'sign-up.ts', handler: 'handler', memoryMb: 128, environment: {} })
  assert.deepEqual(read(`set ${arn} --module a.js --handler main --memory 256 --env-file .env`), { kind: 'set-module', name: arn, file: 'a.js', handler: 'main', memoryMb: 256, environment: { TABLE: 'people', KEY: 'a b' } })
  assert.deepEqual(read(`set ${arn} --webhook https://hooks.example.com/x`), { kind: 'set-webhook', name: arn, url: 'https://hooks.example.com/x' })
  assert.deepEqual(read(`set ${arn} --lambda --endpoint http://127.0.0.1:9000`), { kind: 'set-lambda', name: arn, endpoint: 'http://127.0.0.1:9000', region: null, secrets: null })
  assert.deepEqual(read(`set ${arn} --lambda --region eu-west-1 --credentials`), {
    kind: 'set-lambda', name: arn, endpoint: null, region: 'eu-west-1', secrets: { accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: null },
  })
  assert.deepEqual(read(`rotate-secret ${arn}`), { kind: 'rotate-secret', name: arn, overlapHours: 24 })
  assert.deepEqual(read('log --pool p --limit 5'), { kind: 'log', poolId: 'p', limit: 5 })
  assert.deepEqual(read('tail --trigger PreSignUp'), { kind: 'tail', trigger: 'PreSignUp' })
  assert.deepEqual(read('replay id --value request.password=a=b --value request.code=1'), { kind: 'replay', id: 'id', values: { 'request.password': 'a=b', 'request.code': '1' } })
})

test('or not at all', () => {
  for (const words of [
    '', 'list x', 'set', `set ${arn}`, `set ${arn} --module a.js --webhook https://a.example.com`, `set ${arn} --webhook https://a.example.com --region x`, `set ${arn} --endpoint http://a.example.com`,
    `set ${arn} --module a.js --memory lots`, `set ${arn} --module a.js --memory 1`, `remove ${arn} x`, 'remove', 'show', 'log id', 'log --limit 0', 'tail --limit 3', 'replay id --value x', 'replay id --value =x',
    'list --pool p', 'constructor', 'list --nothing',
  ]) assert.equal(read(words), null, words)
})

test('credentials that are not there are missed at once', () => {
  assert.throws(() => readTriggerCommand(['set', arn, '--lambda', '--credentials'], { variables: {}, readFile: () => '' }), /AWS_ACCESS_KEY_ID/)
})
