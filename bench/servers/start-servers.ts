import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { BENCH, benchSeed } from '#bench/bench-pool.ts'
import { processorTimeOfTree } from '#bench/measure/processor-time.ts'
import { freePort } from '#test/free-port.ts'
import { startServer, type ServerProcess, type ServerProgram } from '#bench/measure/server-process.ts'
import { startPostgresqlServer } from '#test/storage/postgresql-server.ts'

export type EngineName = 'postgresql' | 'embedded'

/** Starts servers on a PostgreSQL of this run and in folders of this run; everything ends with `stop`. */
export type Workshop = {
  /** Processor time of PostgreSQL so far, microseconds. One server works at a time, so it is all that server's. */
  databaseTime(): number
  masterKey: Buffer
  databaseUrl(name: string): string
  createDatabase(name: string): Promise<void>
  /** Poolhouse on a database of its own, seeded with the bench pool; started again with the same name it finds its data. */
  startPoolhouse(name: string, engine: EngineName, options?: PoolhouseOptions): Promise<ServerProcess>
  startBareProvider(): Promise<ServerProcess>
  startLimitServer(): Promise<ServerProcess>
  /** The npm package cognito-local, in a folder of its own where `data` lies already, if any. */
  startCognitoLocal(folder: string): Promise<ServerProcess>
  /** What reading a Poolhouse database cannot do without. */
  startDirectoryLimit(database: string): Promise<ServerProcess>
  /** A new folder of this run. */
  newFolder(name: string): string
  stop(): Promise<void>
}

/** `installed`: the program itself, without a counter, and nothing is seeded. `untilAnswers`: the path that must answer before it counts as started. */
export type PoolhouseOptions = { cheapHash?: boolean; installed?: boolean; untilAnswers?: string }

const root = join(import.meta.dirname, '../..')
const COGNITO_LOCAL = join(root, 'node_modules/cognito-local/lib/bin/start.js')
const programAt = (name: string): string => join(import.meta.dirname, name)
/** As `npm start` gives them to Node. */
function readEngineOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}
/** What `npm start` runs, and the same with a counter. */
const PROGRAM = join(root, 'dist/server/poolhouse.js')
function buildCounting(): string {
  execFileSync(process.execPath, ['scripts/build-server.ts', 'bench/servers/poolhouse.ts', 'dist/bench'], { cwd: root, stdio: 'inherit' })
  return join(root, 'dist/bench/poolhouse.js')
}

/** `profileInto`: a folder for a CPU profile of each Poolhouse that is not started `installed`. */
export async function openWorkshop(profileInto: string | null): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'poolhouse-bench-'))
  chmodSync(folder, 0o755) // PostgreSQL runs as another user where this one is root
  const postgresql = await startPostgresqlServer(join(folder, 'postgresql'))
  const processId = Number(readFileSync(join(folder, 'postgresql/data/postmaster.pid'), 'utf8').split('\n')[0])
  const masterKey = randomBytes(32)
  const engineOptions = readEngineOptions()
  const seedFile = join(folder, 'seed.yaml')
  writeFileSync(seedFile, JSON.stringify(benchSeed)) // JSON is YAML
  const started: ServerProcess[] = []
  // A profile names the sources' own lines.
  const counting = profileInto === null ? buildCounting() : programAt('poolhouse.ts')
  const start = async (program: ServerProgram, port: number, path: string) => {
    const server = await startServer(program, port, path)
    started.push(server)
    return server
  }
  const createDatabase = (name: string) => administer(postgresql.url('postgres'), `CREATE DATABASE ${name}`)
  return {
    masterKey,
    databaseUrl: (name) => postgresql.url(name),
    databaseTime: () => processorTimeOfTree(processId),
    createDatabase,
    async startPoolhouse(name, engine, { cheapHash = false, installed = false, untilAnswers = '/healthz' } = {}) {
      const port = await freePort()
      const env = {
        NODE_ENV: 'production', MODE: 'production', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, ALLOW_HTTP: 'true', ALLOW_NO_MAIL: 'true',
        MASTER_KEY: masterKey.toString('base64'), DATA_DIR: join(folder, name), SEED: installed ? 'none' : seedFile, RATE_LIMITS: 'off',
        ACCESS_KEY_ID: BENCH.operator.id, SECRET_ACCESS_KEY: BENCH.operator.secret,
        DATABASE_URL: engine === 'postgresql' ? postgresql.url(name) : '',
      }
      if (installed) return start({ script: PROGRAM, engineOptions, env }, port, untilAnswers)
      return start({ script: counting, engineOptions, args: cheapHash ? ['cheap-hash'] : [], env, counts: true, profileInto }, port, untilAnswers)
    },
    async startBareProvider() {
      const port = await freePort()
      return start({ script: programAt('bare-oidc-provider.ts'), args: [String(port)], profileInto }, port, '/jwks')
    },
    async startLimitServer() {
      const port = await freePort()
      const name = `limit_server_${started.length}`
      await createDatabase(name)
      return start({ script: programAt('limit-server.ts'), args: [String(port), postgresql.url(name)] }, port, '/jwks')
    },
    async startCognitoLocal(inFolder) {
      const port = await freePort()
      return start({ script: COGNITO_LOCAL, env: { PORT: String(port), HOST: 'localhost' }, folder: inFolder }, port, '/health')
    },
    async startDirectoryLimit(database) {
      const port = await freePort()
      return start({ script: join(root, 'bench/directory/limit-server.ts'), args: [String(port), postgresql.url(database), BENCH.poolId] }, port, '/')
    },
    newFolder(name) {
      const made = join(folder, name)
      mkdirSync(made)
      return made
    },
    async stop() {
      await Promise.all(started.map((server) => server.stop()))
      await postgresql.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function administer(url: string, command: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(command)
  } finally {
    await client.end()
  }
}
