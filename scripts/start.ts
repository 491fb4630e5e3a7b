// npm start: builds the pages when needed, then serves.
import { execFileSync } from 'node:child_process'
import { checkConfig } from '#src/config/config.ts'
import { declareNodeEnvironment, processVariables } from '#src/config/env.ts'
import { run } from '#src/server/main.ts'

// What cannot start says so before anybody waits for a build.
if (checkConfig(processVariables()).config !== null) execFileSync(process.execPath, ['scripts/build.ts', '--if-needed'], { stdio: 'inherit' })
declareNodeEnvironment('production')
if (processVariables()['npm_lifecycle_event'] !== undefined) stopWithNpm()
await run()

/** The shell between npm and us ends by SIGTERM without passing it on: whoever stops npm means this program. */
function stopWithNpm(): void {
  const shell = process.ppid
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}
