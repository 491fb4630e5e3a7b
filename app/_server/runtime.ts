import type { RuntimeDoor } from '#src/contracts/hosted/runtime-door.ts'
import { RUNTIME_KEY } from '#src/contracts/hosted/runtime-door.ts'

/**
 * The one door from bundled pages to the running process. The server puts the object at a global symbol before Next
 * is loaded, because bundlers evaluate a module once per graph and would make copies of anything imported.
 */
export const getRuntime = async (): Promise<RuntimeDoor> => {
  const runtime = (globalThis as { [key: symbol]: unknown })[Symbol.for(RUNTIME_KEY)]
  if (runtime === undefined) throw new Error('The server has not published its runtime: start it with `npm start`.')
  return runtime as RuntimeDoor
}
