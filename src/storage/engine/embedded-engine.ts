import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { minutes } from '#src/contracts/duration.ts'
import { StartError } from '#src/contracts/start-error.ts'
import { lockDataFolder } from './data-folder-lock.ts'
import { DurableFileSystem, durableStartParameters } from './durable-file-system.ts'
import { CountedEngine, createEmbeddedSql } from './embedded-sql.ts'
import { guardDiskSpace } from './disk-guard.ts'
import type { Engine, EngineLog } from './engine.ts'
import { explainFileFailure } from './file-failure.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Opens the database inside the process, in `<dataDir>/database`, creating it when absent. What a statement has
 * acknowledged survives a killed process and a power failure. Throws StartError DataFolderInUse,
 * DataFolderUnwritable, DiskFull or DatabaseUnreachable.
 */
export async function openEmbeddedEngine(dataDir: string, log: EngineLog): Promise<Engine> {
  const lock = await explainFileFailure(dataDir, async () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    return lockDataFolder(dataDir)
  })
  try {
    const engine = await explainFileFailure(dataDir, () => openOrCreate(dataDir))
    const stopGuarding = guardDiskSpace(engine, { folder: dataDir, log })
    return embeddedEngine(engine, () => {
      stopGuarding()
      lock.release()
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openOrCreate(dataDir: string): Promise<CountedEngine> {
  const folder = join(dataDir, 'database')
  removeUnfinished(dataDir)
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    await create(dataDir, folder).catch((error: unknown) => {
      removeUnfinished(dataDir)
      throw error
    })
  }
  try {
    return await start(folder)
  } catch (error) {
    throw new StartError('DatabaseUnreachable', `The database in ${folder} does not open: restore it from a backup, or move it away to begin with an empty one.`, { cause: error })
  }
}

/** A kill while the files are made leaves some of them, which would never open: only complete ones get the name. */
async function create(dataDir: string, folder: string): Promise<void> {
  const unfinished = join(dataDir, `${unfinishedPrefix}${process.pid}`)
  const engine = await start(unfinished)
  await engine.exec('CHECKPOINT')
  await engine.close()
  await syncFolder(unfinished)
  renameSync(unfinished, folder)
  await syncFolder(dataDir, { deep: false })
}

const unfinishedPrefix = 'database.unfinished-'

function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(unfinishedPrefix)) rmSync(join(dataDir, name), { recursive: true })
  }
}

async function start(folder: string): Promise<CountedEngine> {
  const engine = new CountedEngine({ fs: new DurableFileSystem(folder), startParams: durableStartParameters(PGlite.defaultStartParams) })
  await engine.waitReady
  return engine
}

function embeddedEngine(engine: CountedEngine, release: () => void): Engine {
  const stopTidying = tidyNowAndThen(engine)
  return {
    kind: 'embedded',
    sql: createEmbeddedSql(engine),
    adapter: new PrismaPGlite(engine),
    withMigrationConnection: (work) =>
      work({
        script: async (text) => void (await engine.exec(text)),
        query: async <Row>(text: string, values: readonly unknown[]) => (await engine.query<Row>(text, [...values])).rows,
      }),
    async close() {
      stopTidying()
      await engine.close()
      release()
    },
    statements: () => engine.statements,
  }
}

/** A single process has no autovacuum: without this, changed rows would never give back their place. */
function tidyNowAndThen(engine: CountedEngine): () => void {
  let lastCount = engine.statements
  const timer = setInterval(() => {
    if (engine.statements - lastCount < 1000) return
    lastCount = engine.statements
    // Fails when the engine is closed or the disk is full; the next statement of a request says so.
    engine.exec('VACUUM (ANALYZE)').catch(() => undefined)
  }, minutes(10))
  timer.unref()
  return () => clearInterval(timer)
}
