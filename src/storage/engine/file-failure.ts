import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '#src/contracts/start-error.ts'

/** What the engine may write when it starts: a segment of its log and a checkpoint. */
const neededBytes = 32 * 1024 * 1024

const codes = new Map([
  ['ENOSPC', 'DiskFull'], ['EDQUOT', 'DiskFull'],
  ['EACCES', 'DataFolderUnwritable'], ['EPERM', 'DataFolderUnwritable'], ['EROFS', 'DataFolderUnwritable'],
  ['ENOTDIR', 'DataFolderUnwritable'], ['EEXIST', 'DataFolderUnwritable'],
] as const)

/** Runs what opens files in the data folder; turns a full disk and a folder that cannot be written into a StartError. */
export async function explainFileFailure<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(dataDir, error)
  }
}

function explain(dataDir: string, error: unknown): unknown {
  const code = codes.get((error as NodeJS.ErrnoException).code as never) ?? (isOutOfSpace(dataDir, error) ? 'DiskFull' : undefined)
  if (code === 'DiskFull') {
    return new StartError('DiskFull', `The disk of the data folder ${dataDir} is full: free some space, or name another folder by DATA_DIR.`, { cause: error })
  }
  if (code === 'DataFolderUnwritable') {
    return new StartError('DataFolderUnwritable', `The data folder ${dataDir} cannot be written (${(error as Error).message.split(',')[0]}): give this user the right to, or name another folder by DATA_DIR.`, { cause: error })
  }
  return error
}

/** The engine reports a full disk in several ways, some without a word of it: ask the file system. */
function isOutOfSpace(dataDir: string, error: unknown): boolean {
  if (/no space left/i.test(String(error))) return true
  if ((error as { name?: string }).name === 'StartError' && (error as StartError).code !== 'DatabaseUnreachable') return false
  const { bavail, bsize } = statfsSync(existingPart(dataDir))
  return bavail * bsize < neededBytes
}

function existingPart(path: string): string {
  try {
    statfsSync(path)
    return path
  } catch {
    return existingPart(dirname(path)) // absent as yet
  }
}
