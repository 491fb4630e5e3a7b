import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the program's own files, wherever in it this code runs: from the sources or from what the build made of them. */
export const projectFolder: string = nearestWith('package.json', import.meta.dirname)

function nearestWith(name: string, folder: string): string {
  const parent = dirname(folder)
  return existsSync(join(folder, name)) || parent === folder ? folder : nearestWith(name, parent)
}
