import type { Figures } from '#bench/measure/run-round.ts'
import { atLeast, atMost, ratio, wholeTime, type Verdict } from '#bench/operations/operation.ts'
import { verdictLines } from '#bench/report.ts'
import { SIZES, type DirectoryFigures } from './measure-directory.ts'
import { directoryOperations, type ContenderName } from './operations.ts'

const [SMALLEST, LARGEST] = [SIZES[0], SIZES.at(-1) ?? SIZES[0]]
/** Of the limit's time (goals): reads by key, and pages. */
const LEAST_OF_LIMIT: Readonly<Record<string, number>> = { AdminGetUser: 0.5, 'ListUsers, first page': 0.6 }
const MOST_SRP = 3500

/** One line an operation and size, and beneath each operation what must hold. */
export function directoryReport(figures: DirectoryFigures): string {
  const lines = ['The AWS API by size of the directory, password hashes next to free: processor time of one unit of work in µs, server + database; statements; units per second.']
  for (const { name, flat } of directoryOperations) {
    const bySize = figures.get(name)
    if (bySize === undefined) continue
    for (const [size, measured] of bySize) lines.push(`${`${name}, ${size} users`.padEnd(44)}${CONTENDERS.map((contender) => cell(contender, measured[contender])).join('')}`)
    lines.push(verdictLines(verdictsOf(name, flat, bySize)))
  }
  return lines.filter((line) => line !== '').join('\n')
}

const CONTENDERS: readonly ContenderName[] = ['poolhouse', 'cognito-local', 'limit']

function cell(name: ContenderName, figures: Figures | undefined): string {
  if (figures === undefined) return ''
  const statements = name === 'poolhouse' ? ` ${figures.statements.toFixed(1)}st` : ''
  return `${name} ${figures.server.toFixed(0)}${figures.database < 1 ? '' : `+${figures.database.toFixed(0)}`}${statements} ${figures.perSecond.toFixed(0)}/s`.padEnd(42)
}

function verdictsOf(name: string, flat: boolean, bySize: ReadonlyMap<number, Partial<Record<ContenderName, Figures>>>): (Verdict | undefined)[] {
  const ours = (size: number) => wholeTime(bySize.get(size)?.poolhouse)
  const least = LEAST_OF_LIMIT[name]
  return [
    flat ? atMost(`${LARGEST} users ÷ ${SMALLEST}`, ratio(ours(LARGEST), ours(SMALLEST)), 1.2) : undefined,
    ...SIZES.map((size) => atLeast(`cognito-local ÷ ours at ${size}`, ratio(bySize.get(size)?.['cognito-local']?.server, ours(size)), 1)),
    least === undefined ? undefined : atLeast(`limit ÷ ours at ${LARGEST}, databases included`, ratio(wholeTime(bySize.get(LARGEST)?.limit), ours(LARGEST)), least),
    name === 'SRP pair' ? atMost('server', bySize.get(LARGEST)?.poolhouse?.server, MOST_SRP, ' µs') : undefined,
  ]
}
