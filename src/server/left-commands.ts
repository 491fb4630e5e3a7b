import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Sealer } from '#src/crypto/sealing.ts'

/** What a command line leaves for the running server, to which an embedded database belongs. */
export type LeftCommand = z.output<typeof leftCommand>

const leftCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), chain: z.string(), key: z.string() }),
  z.strictObject({ kind: z.literal('forget-certificate'), id: z.string() }),
  z.strictObject({ kind: z.literal('accept'), domain: z.string() }),
])

const CONTEXT = 'left-command'
const FILE = /^[0-9]+-[0-9a-f]+\.sealed$/
const folderOf = (dataDir: string): string => join(dataDir, 'commands')

/** Leaves a command, sealed: it may hold a private key, and only who has the master key may command. */
export function leaveCommand(dataDir: string, sealer: Sealer, command: LeftCommand): void {
  const folder = folderOf(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${Date.now()}-${randomBytes(8).toString('hex')}`)
  writeFileSync(`${path}.draft`, sealer.seal(JSON.stringify(command), CONTEXT), { mode: 0o600, flag: 'wx', flush: true })
  renameSync(`${path}.draft`, `${path}.sealed`)
}

/** Takes what was left, oldest first; each is taken once. Files that nobody with the master key wrote are thrown away: `refused` counts them. */
export function takeCommands(dataDir: string, sealer: Sealer): { commands: LeftCommand[]; refused: number } {
  const taken = namesIn(folderOf(dataDir)).filter((name) => FILE.test(name)).sort().map((name) => {
    const path = join(folderOf(dataDir), name)
    const sealed = readFileSync(path, 'utf8')
    rmSync(path)
    return openCommand(sealer, sealed)
  })
  const commands = taken.filter((command) => command !== null)
  return { commands, refused: taken.length - commands.length }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return []
    throw error
  }
}

function openCommand(sealer: Sealer, sealed: string): LeftCommand | null {
  try {
    return leftCommand.parse(JSON.parse(sealer.open(sealed, CONTEXT).toString('utf8')))
  } catch {
    return null // altered, sealed under another key, or no command; the reason may quote it
  }
}
