import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync, fsyncSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '#src/contracts/start-error.ts'
import { masterKeyId, type SealingKey } from '#src/crypto/sealing.ts'
import type { Config } from './config.ts'

export type MasterKeys = { readonly current: SealingKey; readonly previous: readonly SealingKey[] }

/** 32 bytes from their base64 (with or without padding, either alphabet), or null. */
export function readMasterKey(text: string): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null
  const key = Buffer.from(text, 'base64')
  return key.length === 32 ? key : null
}

/** Where the generated master key lies. */
export const masterKeyPath = (dataDir: string): string => join(dataDir, 'master-key')

/**
 * The master keys: MASTER_KEY, or one generated once into the data folder, readable by its owner only. Processes that
 * start together end with the same key. DataFolderUnwritable, DiskFull, or ConfigurationInvalid for a damaged file.
 */
export function loadMasterKeys(config: Pick<Config, 'masterKey' | 'previousMasterKeys' | 'dataDir'>): MasterKeys {
  const key = config.masterKey ?? loadGeneratedKey(config.dataDir)
  return { current: named(key), previous: config.previousMasterKeys.map(named) }
}

const named = (key: Buffer): SealingKey => ({ id: masterKeyId(key), key })

function loadGeneratedKey(dataDir: string): Buffer {
  const path = masterKeyPath(dataDir)
  try {
    const text = readIfThere(path) ?? generate(dataDir, path)
    const key = readMasterKey(text.trim())
    if (key === null) throw new StartError('ConfigurationInvalid', `${path} does not hold a master key: put it back from a backup, or set MASTER_KEY.`)
    return key
  } catch (cause) {
    throw toStartError(cause, dataDir)
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null
    throw error
  }
}

function generate(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, `${randomBytes(32).toString('base64')}\n`)
    fsyncSync(file)
    // A link fails when the name is taken: of several processes one wins, and a half-written key is never seen.
    linkSync(draft, path)
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error
  } finally {
    closeSync(file)
    unlinkSync(draft)
  }
  return readFileSync(path, 'utf8')
}

const isSystemError = (error: unknown, ...codes: string[]): boolean => codes.includes(String((error as { code?: unknown } | null)?.code))

function toStartError(cause: unknown, dataDir: string): unknown {
  if (isSystemError(cause, 'ENOSPC', 'EDQUOT')) return new StartError('DiskFull', `The disk that holds ${dataDir} is full: make room, then start again.`, { cause })
  if (isSystemError(cause, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) return new StartError('DataFolderUnwritable', `The data folder ${dataDir} cannot be written: correct its owner or set DATA_DIR to another folder.`, { cause })
  return cause
}
