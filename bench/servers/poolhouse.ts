// Poolhouse as in production, which also tells whoever started it how many database statements it has sent.
// With "cheap-hash" password hashes cost next to nothing, so that what is around them can be seen.
import { declareNodeEnvironment } from '#src/config/env.ts'
import { createRuntime } from '#src/server/create-runtime.ts'
import { runPoolhouse } from '#src/server/run-poolhouse.ts'

const cheapHash = process.argv.includes('cheap-hash')

declareNodeEnvironment('production')
await runPoolhouse(async (config, log) => {
  const runtime = await createRuntime(cheapHash ? { ...config, argon2: { memoryKib: 8, iterations: 1 } } : config, log)
  process.on('message', () => process.send?.(runtime.opened.statements()))
  process.on('disconnect', () => process.exit())
  return runtime
})
