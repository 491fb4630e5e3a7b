import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { browserFor, signInHosted } from '#test/drive/application.ts'
import { MASTER_KEY, PERSON, type Program, startProgram } from '#test/reliability/start-program.ts'
import { until } from '#test/reliability/until.ts'
import { arnOf } from './register-functions.ts'

const NOTE_PROCESS = `require('node:fs').writeFileSync(__filename + '.pid', String(process.pid))`
const FILES = {
  // Answers, and waits for the next call.
  'answers.js': `exports.handler = async (event) => { ${NOTE_PROCESS}; return event }`,
  // Listens to nobody any more, and never comes back.
  'circles.js': `process.removeAllListeners('disconnect'); exports.handler = async () => { ${NOTE_PROCESS}; for (;;); }`,
}

/** As its operator does, while the server runs. */
const register = ({ dataDir, url }: Program, name: string) => promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../scripts/triggers.ts'), 'set', arnOf(name), '--module', `${name}.js`], {
  env: { NODE_ENV: 'production', MODE: 'development', PORT: new URL(url).port, PUBLIC_URL: url, DATA_DIR: dataDir, MASTER_KEY, SEED: 'none' },
})

/** Whether there is no such process, or one that only waits to be forgotten. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: unknown }).code === 'ESRCH'
  }
  return existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''))
}

test('functions end with a server that is killed, those that wait and those that turn in circles', async (t) => {
  const program = await startProgram(t)
  const { application, dataDir, url } = program
  const folder = join(dataDir, 'functions')
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text)
  for (const name of ['answers', 'circles']) await register(program, name)
  const sdk = createSdk(url)
  t.after(() => sdk.destroy())
  await sdk.updateUserPool({ UserPoolId: application.poolId, AutoVerifiedAttributes: ['email'], LambdaConfig: { PreAuthentication: arnOf('answers'), PostAuthentication: arnOf('circles') } })

  const signingIn = signInHosted(browserFor(application), application, PERSON).then(() => 'answered', () => 'cut off')
  const noted = Object.keys(FILES).map((name) => join(folder, `${name}.pid`))
  await until('both functions run', () => noted.every((path) => existsSync(path) && readFileSync(path, 'utf8') !== ''))
  const pids = noted.map((path) => Number(readFileSync(path, 'utf8')))
  assert.deepEqual(pids.map(isGone), [false, false])
  program.kill('SIGKILL')
  assert.equal(await program.exit, null)
  assert.equal(await signingIn, 'cut off')
  await until('both functions have ended', () => pids.every(isGone))
})
