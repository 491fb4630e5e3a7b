import { existsSync, readFileSync } from 'node:fs'
import Module, { registerHooks, stripTypeScriptTypes } from 'node:module'
import { dirname, extname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compileFunction } from 'node:vm'
import type { LambdaHandler } from './lambda-context.ts'
import type { ModuleStart } from './module-message.ts'

export type LoadedHandler = {
  readonly handler: LambdaHandler
  /** Absolute paths of what was loaded from the folder of functions so far, without packages. */
  files(): string[]
}

/**
 * Loads a function's file as Lambda would: CommonJS or a module, whichever its syntax is, JavaScript or TypeScript whose types can be
 * stripped. Only a package.json within the folder of functions says otherwise: what lies above belongs to somebody else.
 */
export async function loadHandler({ file, handler, folder }: Pick<ModuleStart, 'file' | 'handler' | 'folder'>): Promise<LoadedHandler> {
  const files = new Set([file])
  readBySyntax(folder, (path) => files.add(path))
  const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  const found = loaded[handler] ?? (loaded['default'] as Record<string, unknown> | null | undefined)?.[handler]
  if (typeof found !== 'function') throw new Error(`The file exports no function named ${handler}.`)
  return { handler: found as LambdaHandler, files: () => [...files] }
}

type Extensions = Record<string, (module: { _compile(source: string, path: string, format: 'commonjs'): void }, path: string) => void>

function readBySyntax(folder: string, note: (path: string) => void): void {
  const own = (path: string) => path.startsWith(folder + sep) && !path.includes(`${sep}node_modules${sep}`)
  const ownFormat = (path: string) => (own(path) && ['.js', '.ts'].includes(extname(path)) && !hasPackage(dirname(path), folder) ? formatBySyntax(path) : null)
  registerHooks({
    load(url, context, next) {
      const path = url.startsWith('file:') ? fileURLToPath(url) : ''
      if (own(path)) note(path)
      const format = ownFormat(path)
      return next(url, format === null ? context : { ...context, format: extname(path) === '.ts' ? `${format}-typescript` : format })
    },
  })
  // CommonJS asks the nearest package.json once more, whatever a hook said.
  const extensions = (Module as unknown as { _extensions: Extensions })._extensions
  for (const extension of ['.js', '.ts']) {
    const usual = extensions[extension]
    extensions[extension] = (module, path) => {
      if (own(path)) note(path)
      if (ownFormat(path) === 'commonjs') module._compile(readScript(path), path, 'commonjs')
      else usual?.(module, path)
    }
  }
}

const hasPackage = (folder: string, top: string): boolean => existsSync(join(folder, 'package.json')) || (folder !== top && hasPackage(dirname(folder), top))

function readScript(path: string): string {
  const source = readFileSync(path, 'utf8')
  return extname(path) === '.ts' ? stripTypeScriptTypes(source) : source
}

/** What cannot be read as a CommonJS script is a module, or is broken and says so then. */
function formatBySyntax(path: string): 'commonjs' | 'module' {
  try {
    compileFunction(readScript(path), ['exports', 'require', 'module', '__filename', '__dirname'])
    return 'commonjs'
  } catch {
    return 'module'
  }
}
