import { createHistogram, type Histogram } from '#src/contracts/histogram.ts'
import type { RouteKind } from './answer-failure.ts'

/** Upper bounds of answer times, in seconds. */
const BOUNDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10] as const

export type Metrics = {
  observe(route: RouteKind, status: number, ms: number): void
  /** Prometheus text exposition format 0.0.4. */
  text(): string
}

/** Counts answers and their times by part of the server and class of status; no names of pools or people. `more`: lines that others have. */
export function createMetrics({ more }: { more(): string[] }): Metrics {
  /** By part of the server, then by class of status. */
  const series = new Map<RouteKind, Histogram[]>()
  const seriesOf = (route: RouteKind, statusClass: number): Histogram => {
    const known = series.get(route) ?? []
    series.set(route, known)
    return (known[statusClass] ??= createHistogram(BOUNDS))
  }
  return {
    observe: (route, status, ms) => seriesOf(route, Math.floor(status / 100)).observe(ms / 1000),
    text: () => [
      '# HELP poolhouse_request_duration_seconds Time from a request to the end of its answer.',
      '# TYPE poolhouse_request_duration_seconds histogram',
      ...[...series].flatMap(([route, classes]) => classes.flatMap((one, statusClass) => one.lines('poolhouse_request_duration_seconds', `route="${route}",status="${statusClass}xx"`))),
      '# HELP process_resident_memory_bytes Resident memory size in bytes.',
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      '# HELP process_cpu_seconds_total User and system CPU time spent in seconds.',
      '# TYPE process_cpu_seconds_total counter',
      `process_cpu_seconds_total ${cpuSeconds()}`,
      ...more(),
      '',
    ].join('\n'),
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
