import { fsyncSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type EngineOptions = Parameters<NodeFS['init']>[1]
type OpenFile = { nfd?: number }

/** EIO among Emscripten's error numbers: the engine stops rather than go on with a disk that does not keep. */
const inputOutputError = 29

/**
 * The engine's files in a folder, with an fsync that reaches the disk. PGlite's own leaves it out, so that a
 * power failure could take back what was acknowledged; a killed process could not.
 */
export class DurableFileSystem extends NodeFS {
  override async init(engine: PGlite, options: EngineOptions): Promise<{ emscriptenOpts: EngineOptions }> {
    const { emscriptenOpts } = await super.init(engine, options)
    emscriptenOpts.preRun?.unshift((module) => {
      const { stream_ops: operations } = module.NODEFS as unknown as { stream_ops: { fsync?(file: OpenFile): number } }
      operations.fsync = syncToDisk
    })
    return { emscriptenOpts }
  }
}

function syncToDisk(file: OpenFile): number {
  if (file.nfd === undefined) return 0
  try {
    fsyncSync(file.nfd)
    return 0
  } catch {
    return inputOutputError
  }
}

/**
 * How the engine is started: as PGlite does, but without "-F" (no fsync), with the fsync that is passed on, and with
 * buffers that leave the process at a third of the memory; the system's cache holds the rest of the pages.
 */
export function durableStartParameters(defaults: readonly string[]): string[] {
  return [...defaults.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=32MB']
}
