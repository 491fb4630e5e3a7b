import { setFlagsFromString } from 'node:v8'
import { projectFolder } from '#src/config/project-folder.ts'
import { createRuntime } from './create-runtime.ts'
import { finishHostedResponse } from './hosted-html.ts'
import { loadNextPages } from './next-pages.ts'
import { prepareResponse } from './prepare-response.ts'
import { runProgram } from './run-program.ts'
import type { Runtime } from './runtime.ts'
import type { LoadPages } from './start-server.ts'
import { createStaticFiles } from './static-files.ts'

/** Of V8; all are looked at whenever they matter, so that setting them here is in time (docs/decisions/0012). */
const ENGINE_FLAGS = [
  // Where there is much memory, V8 lets garbage grow to four times what lives; below twice costs a few more collections.
  '--heap-growing-percent=50',
  // After eight quiet seconds it would throw compiled code away with the garbage, and the next sign-ins would be slow again.
  '--no-memory-reducer-favors-memory',
  // A sign-in calls each of many functions once: thousands of sign-ins would have to come before they are compiled well.
  '--invocation-count-for-maglev=100',
  '--invocation-count-for-turbofan=400',
]

/** Runs the whole of Poolhouse until it is told to stop. Measurements look into the runtime on its way in. */
export async function runPoolhouse(makeRuntime: typeof createRuntime = createRuntime): Promise<void> {
  for (const flag of ENGINE_FLAGS) setFlagsFromString(flag)
  await runProgram({ createRuntime: makeRuntime, pageLoader })
}

function pageLoader({ config }: Runtime): LoadPages {
  return async (server) => {
    const next = await loadNextPages({ fromSource: config.pagesFromSource, server, ...config.listen })
    if (config.pagesFromSource) return { ...next, prepare: (_req, res, headers, status) => prepareResponse(res, headers, status) }
    const sendBuiltFile = createStaticFiles({ projectDir: projectFolder })
    const render: typeof next.render = async (req, res) => {
      if (!(await sendBuiltFile(req, res))) await next.render(req, res)
    }
    return { ...next, render, prepare: finishHostedResponse }
  }
}
