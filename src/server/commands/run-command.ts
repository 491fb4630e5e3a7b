import { type Config, loadConfig } from '#src/config/config.ts'
import { processVariables } from '#src/config/env.ts'
import { type Log, openLogs } from '#src/server/log.ts'

export type CommandLine<Command> = {
  usage: string
  /** What the words ask for, or null. Throws what is to be said of a file that cannot be read. */
  read(words: readonly string[], variables: ReturnType<typeof processVariables>): Command | null
  /** Returns what to print. */
  carryOut(config: Config, log: Log, command: Command): Promise<string>
}

/** Does what this process's command line asks for, and prints it; what is wrong goes to standard error, and the process fails. */
export async function runCommand<Command>({ usage, read, carryOut }: CommandLine<Command>): Promise<void> {
  try {
    const variables = processVariables()
    const command = read(process.argv.slice(2), variables)
    if (command === null) throw new Error(usage)
    const config = loadConfig(variables)
    process.stdout.write(await carryOut(config, openLogs(config).log, command))
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${(error as Error).message}\n`)
  }
}
