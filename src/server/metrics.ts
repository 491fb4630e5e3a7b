import type { RouteKind } from './answer-failure.ts'

/** Upper bounds of answer times, in seconds. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10] as const

/** `buckets`: how many answers took longer than the bound before and no longer than this one. */
type Series = { count: number; seconds: number; buckets: number[] }

export type Metrics = {
  observe(route: RouteKind, status: number, ms: number): void
  /** Prometheus text exposition format 0.0.4. */
  text(): string
}

/** Counts answers and their times by part of the server and class of status; no names of pools or people. `more`: lines that others have. */
export function createMetrics({ more }: { more(): string[] }): Metrics {
  const series = new Map<RouteKind, Series[]>()
  const seriesOf = (route: RouteKind, statusClass: number): Series => {
    const known = series.get(route) ?? []
    series.set(route, known)
    return (known[statusClass] ??= { count: 0, seconds: 0, buckets: BUCKETS.map(() => 0) })
  }
  return {
    observe(route, status, ms) {
      const one = seriesOf(route, Math.floor(status / 100))
      one.count++
      one.seconds += ms / 1000
      let at = 0
      while (at < BUCKETS.length && ms / 1000 > (BUCKETS[at] ?? 0)) at++
      if (at < BUCKETS.length) one.buckets[at] = (one.buckets[at] ?? 0) + 1
    },
    text: () => [
      '# HELP poolhouse_request_duration_seconds Time from a request to the end of its answer.',
      '# TYPE poolhouse_request_duration_seconds histogram',
      ...[...series].flatMap(([route, classes]) => classes.flatMap((one, statusClass) => formatSeries(`route="${route}",status="${statusClass}xx"`, one))),
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

function formatSeries(labels: string, { count, seconds, buckets }: Series): string[] {
  const name = 'poolhouse_request_duration_seconds'
  let upToBound = 0
  return [
    ...BUCKETS.map((bound, i) => `${name}_bucket{${labels},le="${bound}"} ${upToBound += buckets[i] ?? 0}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${seconds}`,
    `${name}_count{${labels}} ${count}`,
  ]
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
