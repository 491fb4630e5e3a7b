import { accessSync, constants, existsSync, mkdtempSync, rmdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from '#src/config/config.ts'
import { masterKeyPath } from '#src/config/master-key.ts'
import { note, ok, problem, type Finding } from './finding.ts'

const LEAST_FREE_BYTES = 200 * 1024 * 1024

/** Whether the data folder can be written (or made), has room, and keeps the master key to its owner. */
export function checkDataFolder({ dataDir, masterKey }: Pick<Config, 'dataDir' | 'masterKey'>): Finding[] {
  const folder = nearestExisting(dataDir)
  if (!isWritable(folder)) return [problem(`The data folder ${dataDir} cannot be written.`, `Correct the owner of ${folder}, or set DATA_DIR to another folder.`)]
  const findings = [dataDir === folder ? ok(`The data folder ${dataDir} can be written.`) : note(`The data folder ${dataDir} does not exist yet: the first start makes it.`)]
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < LEAST_FREE_BYTES) findings.push(problem(`The disk of ${dataDir} has less than 200 MB left.`, 'Make room: a full disk refuses sign-ups and resets.'))
  const key = masterKeyPath(dataDir)
  if (masterKey === null && existsSync(key) && (statSync(key).mode & 0o077) !== 0) findings.push(problem(`Others than its owner may read ${key}.`, `chmod 600 ${key}`))
  return findings
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path))
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    rmdirSync(mkdtempSync(join(folder, '.doctor-')))
    return true
  } catch {
    return false // whatever the reason: read-only, somebody else's, a file, a full disk
  }
}
