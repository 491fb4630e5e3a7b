import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { projectFolder } from '#src/config/project-folder.ts'

/**
 * Runs Poolhouse until it is told to stop. Compiled code is kept in the program's own folder (a shared temporary one could
 * be written by others): the second start reads half as long. Where that folder is read-only, nothing is kept.
 */
export async function run(): Promise<void> {
  enableCompileCache(join(projectFolder, '.cache/compiled'))
  // Imported here, not above: what is loaded before the cache is on is compiled anew each time.
  const { runPoolhouse } = await import('./run-poolhouse.ts')
  await runPoolhouse()
  flushCompileCache()
}

if (import.meta.main) await run()
