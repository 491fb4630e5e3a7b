import { createHistogram, type Histogram } from '#src/contracts/histogram.ts'
import type { InvocationOutcome } from '#src/domain/triggers/trigger-invocation.ts'

/** Upper bounds of durations, in seconds: one attempt may take 5. */
const BOUNDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15] as const
/** Functions that are counted by name; pools may name any number. */
const MOST_SERIES = 1000

type Series = { labels: string; durations: Histogram; outcomes: Map<InvocationOutcome, number> }

export type TriggerMetrics = {
  observe(call: { trigger: string; functionName: string; outcome: InvocationOutcome; durationMs: number }): void
  /** Lines of the Prometheus text exposition format 0.0.4. */
  lines(): string[]
}

/** Counts calls, how they ended and how long they took, by trigger and function; `lost` is how many are missing from the log of calls. */
export function createTriggerMetrics({ lost }: { lost(): number }): TriggerMetrics {
  const series = new Map<string, Series>()
  const seriesOf = (trigger: string, functionName: string): Series => {
    const name = series.size < MOST_SERIES ? functionName : 'others'
    const key = `${trigger} ${functionName}`
    const known = series.get(key) ?? series.get(`${trigger} ${name}`)
    if (known !== undefined) return known
    const one = { labels: `trigger="${trigger}",function="${escapeLabel(name)}"`, durations: createHistogram(BOUNDS), outcomes: new Map<InvocationOutcome, number>() }
    series.set(`${trigger} ${name}`, one)
    return one
  }
  return {
    observe({ trigger, functionName, outcome, durationMs }) {
      const one = seriesOf(trigger, functionName)
      one.durations.observe(durationMs / 1000)
      one.outcomes.set(outcome, (one.outcomes.get(outcome) ?? 0) + 1)
    },
    lines: () => (series.size === 0 ? [] : [
      '# HELP poolhouse_trigger_calls_total Calls of triggers\' functions by how they ended.',
      '# TYPE poolhouse_trigger_calls_total counter',
      ...[...series.values()].flatMap(({ labels, outcomes }) => [...outcomes].map(([outcome, count]) => `poolhouse_trigger_calls_total{${labels},outcome="${outcome}"} ${count}`)),
      '# HELP poolhouse_trigger_duration_seconds Time from a trigger\'s call to its end, with all attempts.',
      '# TYPE poolhouse_trigger_duration_seconds histogram',
      ...[...series.values()].flatMap(({ labels, durations }) => durations.lines('poolhouse_trigger_duration_seconds', labels)),
      '# HELP poolhouse_trigger_log_lost_total Calls that are missing from the log of calls.',
      '# TYPE poolhouse_trigger_log_lost_total counter',
      `poolhouse_trigger_log_lost_total ${lost()}`,
    ]),
  }
}

const escapeLabel = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
