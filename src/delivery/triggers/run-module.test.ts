import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { ModuleFunction } from '#src/domain/functions/registered-function.ts'
import { event } from '#test/delivery/function-calls.ts'
import type { Answer } from './function-runner.ts'
import { createModuleRunner } from './run-module.ts'

const NAME = 'arn:aws:lambda:eu-west-1:123456789012:function:sign-up:live'

type Options = { timeoutMs?: number; handler?: string; memoryMb?: number; modifiedAt?: Date; environment?: Record<string, string> }

/** A folder of functions within a package whose own type is a module, as the default data folder is. */
function folderOf(t: TestContext, files: Record<string, string>, { watch = false } = {}) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'functions-')))
  const folder = join(root, 'data', 'functions')
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  for (const [name, text] of Object.entries(files)) write(name, text)
  const runner = createModuleRunner({ functionsFolder: folder, watch })
  t.after(async () => {
    await runner.close()
    rmSync(root, { recursive: true })
  })
  const lines: string[] = []
  const run = (file: string, { timeoutMs = 60_000, handler = 'handler', memoryMb = 64, modifiedAt = new Date(0), environment = {} }: Options = {}): Promise<Answer> => {
    const registered: ModuleFunction = { kind: 'module', name: `${NAME}${file}`, createdAt: new Date(0), modifiedAt, settings: { file, handler, memoryMb }, secrets: { environment } }
    return runner.run(registered, event, { signal: AbortSignal.timeout(timeoutMs), timeoutMs, invocationId: 'c0ffee00-0000-7000-8000-000000000001', output: (line) => lines.push(line) })
  }
  return { root, folder, write, run, lines }
}

const responseOf = (answer: Answer): unknown => {
  assert.equal(answer.kind, 'answered', JSON.stringify(answer))
  return (answer.event as { response: unknown }).response
}
const confirm = 'event.response.autoConfirmUser = true'

describe('files that run as they do on Lambda', () => {
  const files: Record<string, string> = {
    'async.js': `exports.handler = async (event) => { ${confirm}; return event }`,
    'callback.js': `exports.handler = (event, context, callback) => { setTimeout(() => { ${confirm}; callback(null, event) }, 5) }`,
    'done.cjs': `module.exports.handler = (event, context) => { ${confirm}; context.done(null, event) }`,
    'succeed.js': `exports.handler = function (event, context) { ${confirm}; setImmediate(() => context.succeed(event)) }`,
    'plain.js': `exports.handler = (event) => { ${confirm}; return event }`,
    'esm.mjs': `import { readFileSync } from 'node:fs'; export const handler = async (event) => { ${confirm}; return event }`,
    'esm.js': `import { say } from './part.js'\nawait Promise.resolve()\nexport const handler = async (event) => { event.response = say; return event }`,
    'part.js': `export const say = { autoConfirmUser: true }`,
    'typed.ts': `import type { Handler } from 'aws-lambda'\nconst yes: boolean = true\nexport const handler: Handler = async (event: { response: { autoConfirmUser?: boolean } }) => { event.response.autoConfirmUser = yes; return event }`,
    'compiled.js': `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nconst part = require('./old');\nexports.handler = async (event) => ({ ...event, response: part.answer });`,
    'old.js': `module.exports = { answer: { autoConfirmUser: true } }`,
    'typed-script.ts': `const yes: boolean = true\nexports.handler = async (event: any): Promise<any> => { event.response.autoConfirmUser = yes; return event }`,
    'gathered.js': `Object.assign(module.exports, { handler: async (event) => { ${confirm}; return event } })`,
    'packed/index.js': `export const handler = async (event) => { ${confirm}; return event }`,
    'packed/package.json': `{"type":"module"}`,
  }
  it('in each form of module and of answer', async (t) => {
    const { run } = folderOf(t, files)
    for (const file of Object.keys(files).filter((name) => !['part.js', 'old.js', 'packed/package.json'].includes(name))) {
      assert.equal((responseOf(await run(file)) as { autoConfirmUser: unknown }).autoConfirmUser, true, file)
    }
  })

  it('by the name of another export, told who they are, with the variables given to them and none of the server\'s', async (t) => {
    const { run } = folderOf(t, { 'a.ts': `export const other = async (event: any, context: any) => ({ ...event, response: { ...context, left: context.getRemainingTimeInMillis(), names: Object.keys(process.env).sort(), table: process.env.TABLE } })` })
    const { left, names, ...context } = responseOf(await run('a.ts', { handler: 'other', environment: { TABLE: 'users' } })) as Record<string, unknown>
    assert.ok(Number(left) > 30_000 && Number(left) <= 60_000, String(left))
    assert.deepEqual(names, ['AWS_DEFAULT_REGION', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_REGION', 'LAMBDA_TASK_ROOT', 'TABLE', 'TZ', '_HANDLER'])
    assert.deepEqual(context, {
      functionName: 'sign-up', functionVersion: 'livea.ts', invokedFunctionArn: `${NAME}a.ts`, memoryLimitInMB: '64', awsRequestId: 'c0ffee00-0000-7000-8000-000000000001',
      logGroupName: '/aws/lambda/sign-up', logStreamName: 'c0ffee00-0000-7000-8000-000000000001', callbackWaitsForEmptyEventLoop: true, table: 'users',
    })
    assert.match(JSON.stringify(await run('a.ts', { modifiedAt: new Date(1) })), /unanswered.*no function named handler/)
  })

  it('several at once, one call at a time in each process, which stays warm', async (t) => {
    const { run } = folderOf(t, { 'a.js': `let calls = 0; let now = 0
      exports.handler = async (event) => { calls++; now++; await new Promise((go) => setTimeout(go, 30)); const most = now; now--; return { ...event, response: { calls, most } } }` })
    const answers = (await Promise.all(Array.from({ length: 20 }, () => run('a.js')))).map(responseOf) as { calls: number; most: number }[]
    assert.ok(answers.every(({ most }) => most === 1))
    assert.equal(answers.filter(({ calls }) => calls === 1).length, 8, 'processes')
  })

  it('what they write to the console is handed over, as far as it is of a sane length', async (t) => {
    const { run, lines } = folderOf(t, {
      'a.js': `exports.handler = async (event) => { console.log('one %s', event.userName); console.error({ two: 2 }); console.table([[3]]); process.stdout.write('four\\n'); return event }`,
      'b.js': `exports.handler = async (event) => { for (let i = 0; i < 1e5; i++) console.log('x'.repeat(100)); return event }`,
    })
    await run('a.js')
    assert.deepEqual([lines[0], lines[1], lines.at(-1)], ['one ada', '{ two: 2 }', 'four'])
    assert.match(lines.join('\n'), /3/)
    lines.length = 0
    await run('b.js')
    assert.ok(lines.length > 100 && lines.length < 200, String(lines.length))
  })
})

describe('TR-03 TR-04 files that go wrong', () => {
  it('refuse by what they throw, in whichever way', async (t) => {
    const files: Record<string, string> = {
      'throws.js': `exports.handler = () => { throw new Error('No thanks') }`,
      'rejects.mjs': `export const handler = async () => { throw new Error('No thanks') }`,
      'callback.js': `exports.handler = (event, context, callback) => callback(new Error('No thanks'))`,
      'text.js': `exports.handler = (event, context, callback) => callback('No thanks')`,
      'fail.js': `exports.handler = (event, context) => { context.fail(new Error('No thanks')) }`,
      'unhandled.js': `exports.handler = () => { Promise.reject(new Error('No thanks')); return new Promise(() => setTimeout(() => {}, 1000)) }`,
      'later.js': `exports.handler = () => new Promise(() => setTimeout(() => { throw new Error('No thanks') }, 5))`,
    }
    const { run } = folderOf(t, files)
    for (const file of Object.keys(files)) assert.deepEqual(await run(file), { kind: 'threw', message: 'No thanks' }, file)
    for (const file of Object.keys(files)) assert.deepEqual(await run(file), { kind: 'threw', message: 'No thanks' }, `${file} once more`)
  })

  it('answer null when nothing is left that could answer, as on Lambda', async (t) => {
    const { run } = folderOf(t, { 'a.js': `exports.handler = () => undefined`, 'b.js': `exports.handler = () => new Promise(() => {})` })
    for (const file of ['a.js', 'b.js', 'a.js']) assert.deepEqual(await run(file), { kind: 'answered', event: null }, file)
  })

  it('are ended at the limit of time, and run again from the start', async (t) => {
    const { run, lines } = folderOf(t, { 'a.js': `let calls = 0; exports.handler = async (event) => { if (event.userName === 'ada' && calls++ === 1) for (console.log('round and round');;); return { ...event, response: { calls } } }` })
    assert.deepEqual(responseOf(await run('a.js')), { calls: 1 })
    // Long enough for it to begin; it would never end by itself.
    assert.deepEqual(await run('a.js', { timeoutMs: 2000 }), { kind: 'unanswered', cause: 'The function did not answer in time and was ended.', again: true })
    assert.deepEqual(lines, ['round and round'])
    assert.deepEqual(responseOf(await run('a.js')), { calls: 1 })
  })

  it('are ended when they take more memory than is theirs, on the heap or beside it', async (t) => {
    const { run } = folderOf(t, {
      'heap.js': `exports.handler = async () => { const all = []; for (;;) all.push(new Array(1000).fill(all.length)) }`,
      'text.js': `exports.handler = async () => { const all = []; for (;;) all.push(String(Math.random()).repeat(100)) }`,
      'at-once.js': `exports.handler = async () => { const all = []; for (;;) all.push(Buffer.alloc(16 * 1024 * 1024, 1)) }`,
      'buffers.js': `exports.handler = async () => { const all = []; for (;;) { all.push(Buffer.alloc(1024 * 1024, 1)); await new Promise(setImmediate) } }`,
    })
    for (const file of ['heap.js', 'text.js', 'buffers.js', 'at-once.js']) {
      assert.deepEqual(await run(file, { timeoutMs: 120_000, memoryMb: 32 }), { kind: 'unanswered', cause: 'The function used more than its 32 MiB of memory and was ended.', again: false }, file)
    }
  })

  it('end their own process only', async (t) => {
    const { run } = folderOf(t, { 'exit.js': `exports.handler = async () => process.exit(3)`, 'idle.js': `exports.handler = async (event) => { setTimeout(() => process.exit(1)); return event }` })
    for (let times = 0; times < 2; times++) assert.deepEqual(await run('exit.js'), { kind: 'unanswered', cause: 'The function ended its process.', again: false })
    assert.equal((await run('idle.js')).kind, 'answered')
  })

  it('answer what is none', async (t) => {
    const { run } = folderOf(t, {
      'large.js': `exports.handler = async (event) => ({ ...event, response: 'x'.repeat(10 * 1024 * 1024) })`,
      'deep.js': `exports.handler = async () => JSON.parse('['.repeat(5000) + ']'.repeat(5000))`,
      'cycle.js': `exports.handler = async (event) => { event.response.self = event; return event }`,
      'big.js': `exports.handler = async () => ({ response: { n: 1n } })`,
      'proto.js': `exports.handler = async () => JSON.parse('{"response":{"__proto__":{"autoConfirmUser":true}}}')`,
    })
    for (const file of ['large.js', 'deep.js', 'cycle.js', 'big.js', 'proto.js']) assert.equal((await run(file)).kind, 'unreadable', file)
    assert.equal(({} as { autoConfirmUser?: unknown }).autoConfirmUser, undefined)
  })

  it('cannot be loaded: said to the operator, and tried anew by the next call', async (t) => {
    const { run, write } = folderOf(t, { 'syntax.js': 'exports.handler = (', 'missing.js': `require('./nowhere')`, 'throws.mjs': `throw new Error('at start')` })
    for (const file of ['syntax.js', 'missing.js', 'throws.mjs']) {
      const answer = await run(file)
      assert.ok(answer.kind === 'unanswered' && !answer.again, `${file} ${JSON.stringify(answer)}`)
    }
    write('syntax.js', 'exports.handler = async (event) => event')
    assert.equal((await run('syntax.js')).kind, 'answered')
  })
})

describe('which file it is', () => {
  const say = (word: string) => `exports.handler = async (event) => ({ ...event, response: { word: '${word}' } })`

  it('is read anew when it or what it loads has changed, in development', async (t) => {
    const { run, write, folder } = folderOf(t, { 'a.js': say('one'), 'b.js': `const { word } = require('./word.js'); exports.handler = async (event) => ({ ...event, response: { word } })`, 'word.js': `exports.word = 'one'` }, { watch: true })
    for (const file of ['a.js', 'b.js']) assert.deepEqual(responseOf(await run(file)), { word: 'one' })
    write('a.js', say('second'))
    write('word.js', `exports.word = 'second'`)
    for (const file of ['a.js', 'b.js']) assert.deepEqual(responseOf(await run(file)), { word: 'second' })
    rmSync(join(folder, 'a.js'))
    assert.deepEqual(await run('a.js'), { kind: 'unanswered', cause: 'a.js cannot be read in the folder of functions (ENOENT).', again: false })
    write('a.js', say('third'))
    assert.deepEqual(responseOf(await run('a.js')), { word: 'third' })
  })

  it('stays the same in production until it is registered again', async (t) => {
    const { run, write } = folderOf(t, { 'a.js': say('one') })
    assert.deepEqual(responseOf(await run('a.js')), { word: 'one' })
    write('a.js', say('second'))
    assert.deepEqual(responseOf(await run('a.js')), { word: 'one' })
    assert.deepEqual(responseOf(await run('a.js', { modifiedAt: new Date(1) })), { word: 'second' })
  })

  it('is never one outside the folder', async (t) => {
    const { run, root, folder } = folderOf(t, { 'a.js': say('one') })
    writeFileSync(join(root, 'data', 'outside.js'), say('outside'))
    symlinkSync(join(root, 'data', 'outside.js'), join(folder, 'link.js'))
    symlinkSync(join(root, 'data'), join(folder, 'up'))
    for (const file of ['../outside.js', './../outside.js', 'x/../../outside.js', join(root, 'data', 'outside.js'), 'link.js', 'up/outside.js', '..\\outside.js', 'a.js\0.js', '.a.js', 'a', 'a.json', 'file:a.js', '']) {
      const answer = await run(file)
      assert.ok(answer.kind === 'unanswered' && !answer.again, file)
    }
  })
})
