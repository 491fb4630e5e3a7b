// The whole program as it runs, with its own database, signals and exit codes; pages answer their view as JSON.
import { createRuntime } from '#src/server/create-runtime.ts'
import { runProgram } from '#src/server/run-program.ts'
import { loadViewPages } from '#test/view-pages.ts'

await runProgram({ createRuntime, pageLoader: () => loadViewPages })
