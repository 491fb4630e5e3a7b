import type { z } from 'zod'

/** The commands of one npm script: what they are, and what does them wherever the database is open. */
export type CommandSet<Deps, Command extends { kind: string }> = {
  /** As the script is called. */
  name: string
  schema: z.ZodType<Command>
  /** Those that change nothing, and are not worth a line of the log. */
  reading: readonly Command['kind'][]
  /** Returns what to print. Throws what is to be said of a command that cannot be carried out. */
  carryOut(deps: Deps, command: Command): Promise<string>
}

/** The same, with what they work with. */
export type BoundCommands = {
  name: string
  /** Null for what is no command of this version. */
  read(command: unknown): { kind: string; reads: boolean; carryOut(): Promise<string> } | null
}

export const bindCommands = <Deps, Command extends { kind: string }>({ name, schema, reading, carryOut }: CommandSet<Deps, Command>, deps: Deps): BoundCommands => ({
  name,
  read(command) {
    const { data } = schema.safeParse(command)
    return data === undefined ? null : { kind: data.kind, reads: reading.includes(data.kind), carryOut: async () => carryOut(deps, data) }
  },
})
