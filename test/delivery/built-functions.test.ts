import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { projectFolder } from '#src/config/project-folder.ts'
import type { createModuleRunner } from '#src/delivery/triggers/run-module.ts'
import { event } from './function-calls.ts'

test('what is built runs files of functions by a program that was built beside it', async (t) => {
  mkdirSync(join(projectFolder, 'dist'), { recursive: true })
  const folder = mkdtempSync(join(projectFolder, 'dist', 'functions-'))
  const functionsFolder = mkdtempSync(join(tmpdir(), 'functions-'))
  t.after(() => [folder, functionsFolder].forEach((path) => rmSync(path, { recursive: true })))
  execFileSync(process.execPath, ['scripts/build-server.ts', 'src/delivery/triggers/run-module.ts', folder.slice(projectFolder.length).replace(/^[\\/]/, '')], { cwd: projectFolder, stdio: 'pipe' })
  writeFileSync(join(functionsFolder, 'a.ts'), 'export const handler = async (event: { response: object }) => ({ ...event, response: { ran: true } })')
  const built = (await import(join(folder, 'poolhouse.js'))) as { createModuleRunner: typeof createModuleRunner }
  const runner = built.createModuleRunner({ functionsFolder, watch: false })
  t.after(() => runner.close())
  const answer = await runner.run(
    { kind: 'module', name: 'arn:aws:lambda:eu-west-1:123456789012:function:a', createdAt: new Date(0), modifiedAt: new Date(0), settings: { file: 'a.ts', handler: 'handler', memoryMb: 64 }, secrets: { environment: {} } },
    event, { signal: AbortSignal.timeout(120_000), timeoutMs: 120_000, invocationId: 'c0ffee00-0000-7000-8000-000000000001', output: () => {} },
  )
  assert.deepEqual(answer, { kind: 'answered', event: { ...event, response: { ran: true } } })
})
