import { parseArgs } from 'node:util'
import type { EngineName } from './servers/start-servers.ts'

export type Options = { seconds: number; rounds: number; only: readonly string[] | null; engines: readonly EngineName[]; pools: number; profile: string | null }

export const USAGE = `npm run bench -- [options]
  --only <words>    measure only what has these words in its name; several, separated by commas, each add something
  --seconds <n>     length of a round, default 2
  --rounds <n>      rounds of each server once it is warm, default 3
  --engine <name>   postgresql or embedded, default both
  --pools <n>       pools of the measurement "many pools", default 10000
  --profile <dir>   also write CPU profiles of Poolhouse (for Chrome's developer tools) there; its figures then include the profiler
`

/** Reads the command line; null when it asks for help or for what there is not. */
export function readOptions(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' }, seconds: { type: 'string', default: '2' }, rounds: { type: 'string', default: '3' },
      engine: { type: 'string' }, help: { type: 'boolean' }, pools: { type: 'string', default: '10000' }, profile: { type: 'string' },
    },
  })
  const { engine } = values
  if (values.help === true || (engine !== undefined && engine !== 'postgresql' && engine !== 'embedded')) return null
  const [seconds, rounds, pools] = [values.seconds, values.rounds, values.pools].map(Number) as [number, number, number]
  if (!(seconds > 0 && rounds >= 1 && pools >= 1)) return null
  return { seconds, rounds, pools, only: values.only?.toLowerCase().split(',') ?? null, profile: values.profile ?? null, engines: engine === undefined ? ['postgresql', 'embedded'] : [engine] }
}

/** Whether something of this name is to be measured. */
export const isWanted = ({ only }: Pick<Options, 'only'>, name: string): boolean => only === null || only.some((words) => name.toLowerCase().includes(words))
