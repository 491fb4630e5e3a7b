import type { Contender, Figures } from '#bench/measure/run-round.ts'
import type { ServerProcess } from '#bench/measure/server-process.ts'

/** Poolhouse on each engine, the bare provider in memory, and the limit server. */
export type ContenderName = 'postgresql' | 'embedded' | 'bare' | 'limit'

export type Servers = Partial<Record<ContenderName, ServerProcess>>

/** What an operation's contenders do; whoever is missing does not take part. */
export type Works = Partial<Record<ContenderName, Pick<Contender, 'work' | 'prepare'>>>

export type Measured = Partial<Record<ContenderName, Figures>>

export type Verdict = { text: string; kept: boolean }

/** Something that is measured. `judge` says what must hold of Poolhouse on PostgreSQL; undefined where a figure is missing. */
export type Operation = {
  name: string
  concurrency: number
  /** Whether password hashes cost what they cost in production. */
  realHash?: boolean
  worksOf: (servers: Servers) => Works | Promise<Works>
  judge: (measured: Measured) => (Verdict | undefined)[]
}

/** Whether a figure keeps to a bound, and how that reads. */
export function atLeast(label: string, value: number | undefined, least: number): Verdict | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : { text: `${label} ${value.toFixed(2)} (must: ≥ ${least})`, kept: value >= least }
}

export function atMost(label: string, value: number | undefined, most: number, unit = ''): Verdict | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : { text: `${label} ${value.toFixed(value < 10 ? 2 : 0)}${unit} (must: ≤ ${most}${unit})`, kept: value <= most }
}

/** Processor time of the server and its database, microseconds. */
export const wholeTime = (figures: Figures | undefined): number | undefined => (figures === undefined ? undefined : figures.server + figures.database)

export const ratio = (above: number | undefined, below: number | undefined): number | undefined =>
  above === undefined || below === undefined ? undefined : above / below
