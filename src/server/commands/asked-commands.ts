import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { minutes, seconds } from '#src/contracts/duration.ts'
import type { Sealer } from '#src/crypto/sealing.ts'

/** What came of a command that the running server was asked to carry out. */
export type CommandAnswer = { done: boolean; text: string }

export type AskedCommand = {
  command: unknown
  answer(answer: CommandAnswer): void
}

/** When it was asked and a random number: the id that question and answer are sealed for. */
const FILE = /^(([0-9]+)-[0-9a-f]{16})\.(asked|answer|draft)$/
const LOOK_EVERY = 50
/** An answer may take as long as three attempts of a function. */
const PATIENCE = seconds(40)
/** Whoever asked is gone by then. */
const STALE = minutes(1)

const folderOf = (dataDir: string): string => join(dataDir, 'commands')
const contextOf = (id: string, kind: 'asked' | 'answer'): string => `${kind}-command:${id}`

/**
 * Asks the server that an embedded database belongs to, and waits for its answer. Both are sealed: only who has the master key may
 * command, and read what is answered. Null when nobody answers.
 */
export async function askServer(dataDir: string, sealer: Sealer, command: unknown, patience: number = PATIENCE): Promise<CommandAnswer | null> {
  const folder = folderOf(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const id = `${Date.now()}-${randomBytes(8).toString('hex')}`
  const answerPath = join(folder, `${id}.answer`)
  const askedPath = writeWhole(folder, id, 'asked', sealer.seal(JSON.stringify(command), contextOf(id, 'asked')))
  try {
    for (const until = performance.now() + patience; performance.now() < until; await pause(LOOK_EVERY)) {
      const sealed = readIfThere(answerPath)
      if (sealed !== null) return JSON.parse(sealer.open(sealed, contextOf(id, 'answer')).toString('utf8')) as CommandAnswer
    }
    return null
  } finally {
    for (const path of [askedPath, answerPath]) rmSync(path, { force: true })
  }
}

/**
 * Takes what was asked, oldest first; each is taken once. What nobody with the master key wrote is thrown away: `refused` counts it. So is
 * what nobody waits for any more.
 */
export function takeAsked(dataDir: string, sealer: Sealer): { asked: AskedCommand[]; refused: number } {
  const folder = folderOf(dataDir)
  const asked: AskedCommand[] = []
  let refused = 0
  for (const name of namesIn(folder).sort()) {
    const [, id, askedAt, kind] = FILE.exec(name) ?? []
    if (id === undefined) continue
    const path = join(folder, name)
    if (Date.now() - Number(askedAt) > STALE) rmSync(path, { force: true })
    else if (kind === 'asked') {
      const sealed = readIfThere(path)
      if (sealed === null) continue // nobody waits any more
      rmSync(path, { force: true })
      const command = openAsked(sealer, id, sealed)
      if (command === undefined) refused += 1
      else asked.push({ command, answer: (answer) => void writeWhole(folder, id, 'answer', sealer.seal(JSON.stringify(answer), contextOf(id, 'answer'))) })
    }
  }
  return { asked, refused }
}

/** Under its name only once all of it is there. */
function writeWhole(folder: string, id: string, kind: 'asked' | 'answer', sealed: string): string {
  const draft = join(folder, `${id}.draft`)
  const path = join(folder, `${id}.${kind}`)
  writeFileSync(draft, sealed, { mode: 0o600, flag: 'wx' })
  renameSync(draft, path)
  return path
}

function openAsked(sealer: Sealer, id: string, sealed: string): unknown {
  try {
    return JSON.parse(sealer.open(sealed, contextOf(id, 'asked')).toString('utf8'))
  } catch {
    return undefined // altered, or sealed under another key; the reason may quote it
  }
}

const namesIn = (folder: string): string[] => unlessAbsent(() => readdirSync(folder)) ?? []
const readIfThere = (path: string): string | null => unlessAbsent(() => readFileSync(path, 'utf8'))

function unlessAbsent<Result>(read: () => Result): Result | null {
  try {
    return read()
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null
    throw error
  }
}
