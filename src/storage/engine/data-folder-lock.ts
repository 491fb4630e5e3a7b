import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { seconds } from '#src/contracts/duration.ts'
import { StartError } from '#src/contracts/start-error.ts'

export type DataFolderLock = { release(): void }

/** Who holds a folder. A process id alone is given again after a restart, and means nothing in another container. */
type Holder = { pid: number; started: string; place: string }

const beat = seconds(1)
/** How long the holder of another place may be silent; longer than the engine blocks the process by one statement. */
const longestSilence = seconds(6)

/**
 * Takes `<dataDir>/database.lock` for this process until released. A lock left by a process that is gone is taken over;
 * one held from another machine or container is believed while it is kept fresh. Throws StartError DataFolderInUse.
 */
export async function lockDataFolder(dataDir: string, silence = longestSilence): Promise<DataFolderLock> {
  const file = join(dataDir, 'database.lock')
  const mine = JSON.stringify(thisProcess())
  while (!createExclusively(file, mine)) {
    const text = await readComplete(file)
    if (text === undefined) continue // released meanwhile
    const holder = parseHolder(text)
    if (holder !== undefined && (await isHeld(file, holder, silence))) throw inUse(dataDir, holder)
    await removeStale(file, text, mine)
  }
  const heart = setInterval(() => keepFresh(file), beat)
  heart.unref()
  return {
    release() {
      clearInterval(heart)
      if (readIfPresent(file) === mine) unlinkIfPresent(file)
    },
  }
}

function inUse(dataDir: string, { pid, place }: Holder): StartError {
  const where = place === thisPlace() ? '' : ` of another machine or container (${place.split(' ')[0]})`
  return new StartError('DataFolderInUse', `The data folder ${dataDir} is in use by process ${pid}${where}: stop that process, or give this one its own DATA_DIR, or share a PostgreSQL by DATABASE_URL.`)
}

function thisProcess(): Holder {
  return { pid: process.pid, started: processStart(process.pid) ?? '', place: thisPlace() }
}

function thisPlace(): string {
  const namespace = process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : ''
  return `${hostname()} ${namespace}`.trim()
}

/** Something that differs between two processes that had the same id, or undefined when no such process runs. */
function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const stat = readIfPresent(`/proc/${pid}/stat`)
    const [state, ...rest] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
    if (state === undefined || state === 'Z' || state === 'X') return undefined // a dead process nobody has reaped
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${rest[18]}`
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

async function isHeld(file: string, holder: Holder, silence: number): Promise<boolean> {
  if (holder.place === thisPlace()) return processStart(holder.pid) === holder.started
  const before = modifiedAt(file)
  await pause(silence)
  return modifiedAt(file) !== before
}

/** Only one process at a time may judge and remove a stale lock, or the second would remove the lock of the first. */
async function removeStale(file: string, text: string, mine: string): Promise<void> {
  const guard = `${file}.takeover`
  if (!createExclusively(guard, mine)) {
    const age = Date.now() - (modifiedAt(guard) ?? Date.now())
    if (age > seconds(10)) unlinkIfPresent(guard) // its maker was killed in the few microseconds below
    return pause(20)
  }
  try {
    if (readIfPresent(file) === text) unlinkIfPresent(file)
  } finally {
    unlinkIfPresent(guard)
  }
}

function keepFresh(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch (error) {
    ignoreAbsence(error) // somebody removed the whole folder: the engine will say so
  }
}

function createExclusively(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** The holder's text. It is written just after the file appears; a file that stays empty was left by a killed process. */
async function readComplete(file: string): Promise<string | undefined> {
  for (let tries = 0; tries < 25; tries++) {
    const text = readIfPresent(file)
    if (text === undefined || text.endsWith('}')) return text
    await pause(20)
  }
  return readIfPresent(file)
}

function parseHolder(text: string): Holder | undefined {
  return text.endsWith('}') ? (JSON.parse(text) as Holder) : undefined
}

function modifiedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return ignoreAbsence(error)
  }
}

function unlinkIfPresent(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    ignoreAbsence(error)
  }
}

function ignoreAbsence(error: unknown): undefined {
  const code = codeOf(error)
  if (code !== 'ENOENT' && code !== 'ESRCH') throw error
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
