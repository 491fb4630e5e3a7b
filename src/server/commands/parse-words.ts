import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>>

/** The options and the other words of a command line; null when it has an option that there is not, or one without its value. */
export function parseWords<const Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options): Parsed<Options> | null {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch {
    return null // the usage says which there are
  }
}
