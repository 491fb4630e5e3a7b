import type { ServerProcess } from './server-process.ts'

/** One client's unit of work: throws when an answer is not the right one. */
export type Work = (worker: number) => Promise<void>

export type Round = { requests: number; seconds: number; serverMicroseconds: number; databaseMicroseconds: number; statements: number; p50: number; p99: number }

export type Probes = { server: ServerProcess; databaseCpu: () => number; statements: () => Promise<number> }

/** Runs `work` from `concurrency` clients for `seconds` and accounts for it per unit of work. */
export const runRound = async (probes: Probes, work: Work, concurrency: number, seconds: number): Promise<Round> => {
  const latencies: number[] = []
  const [statementsBefore, cpuBefore, databaseBefore] = [await probes.statements(), probes.server.cpu(), probes.databaseCpu()]
  const started = performance.now()
  const until = started + seconds * 1000
  await Promise.all(Array.from({ length: concurrency }, async (_, worker) => {
    while (performance.now() < until) {
      const begin = performance.now()
      await work(worker)
      latencies.push(performance.now() - begin)
    }
  }))
  const elapsed = (performance.now() - started) / 1000
  const [cpu, database] = [probes.server.cpu() - cpuBefore, probes.databaseCpu() - databaseBefore]
  const statements = (await probes.statements()) - statementsBefore
  latencies.sort((a, b) => a - b)
  const requests = latencies.length
  return {
    requests,
    seconds: elapsed,
    serverMicroseconds: cpu / requests,
    databaseMicroseconds: database / requests,
    statements: statements / requests,
    p50: latencies[Math.floor(requests * 0.5)] ?? 0,
    p99: latencies[Math.floor(requests * 0.99)] ?? 0,
  }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Median of each figure over several rounds. */
export const medianRound = (rounds: Round[]): Round => ({
  requests: median(rounds.map((round) => round.requests)),
  seconds: median(rounds.map((round) => round.seconds)),
  serverMicroseconds: median(rounds.map((round) => round.serverMicroseconds)),
  databaseMicroseconds: median(rounds.map((round) => round.databaseMicroseconds)),
  statements: median(rounds.map((round) => round.statements)),
  p50: median(rounds.map((round) => round.p50)),
  p99: median(rounds.map((round) => round.p99)),
})
