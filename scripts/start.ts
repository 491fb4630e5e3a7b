// npm start: builds what is needed, then serves. When nothing is to be built, nothing of src is loaded but what was built of it.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from '#src/config/project-folder.ts'
import type * as Program from '#src/server/main.ts'
import { PARTS, staleParts } from './build-parts.ts'

if (process.env['npm_lifecycle_event'] !== undefined) stopWithNpm()
Object.assign(process.env, { NODE_ENV: 'production' })
process.chdir(projectFolder)
await start()

async function start(): Promise<void> {
  if (staleParts().length > 0) {
    const { checkConfig } = await import('#src/config/config.ts')
    // What cannot start says so before anybody waits for a build.
    if (checkConfig(process.env).config === null) return (await import('#src/server/main.ts')).run()
    execFileSync(process.execPath, ['scripts/build.ts', '--if-needed'], { stdio: 'inherit' })
  }
  const { run } = (await import(join(projectFolder, PARTS[1].result))) as typeof Program
  await run()
}

/** The shell between npm and us ends by SIGTERM without passing it on: whoever stops npm means this program. */
function stopWithNpm(): void {
  const shell = process.ppid
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}
