import { existsSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, resolve } from 'node:path'

const PLACE = /(?:file:\/\/)?(\/[^\s():]+\.js):(\d+):(\d+)/g

const maps = new Map<string, SourceMap | null>()

/**
 * A stack trace of the built program with the files and lines of its sources; libraries' places stay as they are. The map is
 * read for the first trace: Node's own support would read it at each start.
 */
export const withSourceLines = (stack: string): string =>
  stack.replace(PLACE, (place: string, path: string, line: string, column: string) => {
    const entry = mapOf(path)?.findEntry(Number(line) - 1, Number(column) - 1)
    // Node types the source of unknown places as if it were there.
    const source = entry !== undefined && 'originalSource' in entry ? (entry.originalSource as string | undefined) : undefined
    return entry === undefined || source === undefined || !('originalLine' in entry) ? place : `${resolve(dirname(path), source)}:${entry.originalLine + 1}`
  })

function mapOf(path: string): SourceMap | null {
  const known = maps.get(path)
  if (known !== undefined) return known
  const map = path.includes('/node_modules/') || !existsSync(`${path}.map`) ? null : new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')) as SourceMapPayload)
  maps.set(path, map)
  return map
}
