/** Durations, counted by the bounds they stay within. */
export type Histogram = {
  observe(seconds: number): void
  /** Lines of the Prometheus text exposition format 0.0.4, without HELP and TYPE; `labels` as they stand between the braces. */
  lines(name: string, labels: string): string[]
}

/** An empty histogram; `bounds` in seconds, ascending. What is longer than the last is counted in `+Inf` alone. */
export function createHistogram(bounds: readonly number[]): Histogram {
  const buckets = bounds.map(() => 0)
  let count = 0
  let sum = 0
  return {
    observe(seconds) {
      count++
      sum += seconds
      const at = bounds.findIndex((bound) => seconds <= bound)
      if (at !== -1) buckets[at] = (buckets[at] ?? 0) + 1
    },
    lines(name, labels) {
      let upToBound = 0
      return [
        ...bounds.map((bound, at) => `${name}_bucket{${labels},le="${bound}"} ${upToBound += buckets[at] ?? 0}`),
        `${name}_bucket{${labels},le="+Inf"} ${count}`,
        `${name}_sum{${labels}} ${sum}`,
        `${name}_count{${labels}} ${count}`,
      ]
    },
  }
}
