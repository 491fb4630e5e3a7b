import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** A name in the folder, or in a folder of it; nothing that begins with a dot. */
const NAME = /^(?:[A-Za-z0-9_][\w.-]*\/){0,4}[A-Za-z0-9_][\w.-]*\.(?:js|mjs|cjs|ts|mts|cts)$/

export type ModuleFile = { readonly file: string; readonly folder: string }

/**
 * The file of that name below the folder of functions, links resolved; a sentence for the operator when there is none, or when it
 * would be elsewhere. A name is never a way out of the folder, by dots or by links.
 */
export async function findModuleFile(functionsFolder: string, name: string): Promise<ModuleFile | { readonly problem: string }> {
  if (!NAME.test(name)) return { problem: 'The file is not a name like sign-up.ts in the folder of functions.' }
  try {
    const folder = await realpath(functionsFolder)
    const file = await realpath(join(folder, name))
    return file.startsWith(folder + sep) ? { file, folder } : { problem: `${name} leads out of the folder of functions.` }
  } catch (error) {
    return { problem: `${name} cannot be read in the folder of functions (${(error as NodeJS.ErrnoException).code}).` }
  }
}
