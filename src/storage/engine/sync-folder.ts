import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes sure that a folder (and, unless told otherwise, everything below it) is on the disk and not only in its cache. */
export async function syncFolder(folder: string, { deep = true } = {}): Promise<void> {
  const entries = deep ? await readdir(folder, { recursive: true }) : []
  for (const entry of entries) await syncEntry(join(folder, entry))
  await syncEntry(folder)
}

async function syncEntry(path: string): Promise<void> {
  const entry = await open(path, 'r')
  try {
    await entry.sync()
  } finally {
    await entry.close()
  }
}
