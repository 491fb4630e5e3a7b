import type { Figures } from './measure/run-round.ts'
import { ratio, wholeTime, type ContenderName, type Measured, type Verdict } from './operations/operation.ts'

const COLUMNS: readonly [ContenderName, string][] = [['postgresql', 'PostgreSQL'], ['embedded', 'embedded'], ['bare', 'bare provider'], ['limit', 'limit']]

/** The table's head: what every row's figures mean. */
export const tableHead = (): string => [
  'Processor time of one unit of work in µs, server + database (on the embedded engine the database is in the server); statements; units per second.',
  row(['', ...COLUMNS.map(([, title]) => title), 'bare ÷ ours', 'limit ÷ ours']),
].join('\n')

/** One operation: its figures, its two ratios (Poolhouse on PostgreSQL, or else on the embedded engine), and what must hold. */
export function operationRows(name: string, measured: Measured, verdicts: readonly (Verdict | undefined)[]): string {
  const ours = wholeTime(measured.postgresql ?? measured.embedded)
  const ratios = [ratio(wholeTime(measured.bare), ours), ratio(wholeTime(measured.limit), ours)]
  const figures = COLUMNS.map(([contender]) => cell(measured[contender], contender === 'postgresql' || contender === 'embedded'))
  return [row([name, ...figures, ...ratios.map((value) => value?.toFixed(2) ?? '–')]), verdictLines(verdicts)].filter((line) => line !== '').join('\n')
}

export const verdictLines = (verdicts: readonly (Verdict | undefined)[]): string =>
  verdicts.filter((verdict) => verdict !== undefined).map(({ text, kept }) => `    ${kept ? 'kept  ' : 'MISSED'} ${text}`).join('\n')

function cell(figures: Figures | undefined, counts: boolean): string {
  if (figures === undefined) return '–'
  const database = figures.database < 1 ? '' : `+${figures.database.toFixed(0)}`
  const statements = counts ? ` ${figures.statements.toFixed(1)}st` : ''
  return `${figures.server.toFixed(0)}${database}${statements} ${figures.perSecond.toFixed(0)}/s`
}

const WIDTHS = [30, 26, 24, 18, 20, 12, 12] as const
const row = (cells: readonly string[]): string => cells.map((text, index) => (index === 0 ? text.padEnd(WIDTHS[0]) : text.padStart(WIDTHS[index] ?? 12))).join(' ')
