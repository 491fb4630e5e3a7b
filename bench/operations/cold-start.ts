import type { Workshop } from '#bench/servers/start-servers.ts'
import { WireClient } from '#bench/measure/wire-client.ts'
import { BENCH } from '#bench/bench-pool.ts'
import { beginLogIn, expectStatus, poolhouseLogin } from './code-login.ts'
import { atMost, type Verdict } from './operation.ts'

/** Milliseconds from the start of the process; `memory` in bytes, right after. */
export type ColdStart = { protocol: number; token: number; page: number; memory: number }

/** A start on a database that has its tables and its pool already, as after an update or a crash. Best of `times`: others use this machine too. */
export async function measureColdStart(workshop: Workshop, database: string, times: number): Promise<ColdStart> {
  const starts: ColdStart[] = []
  for (let time = 0; time < times; time++) starts.push(await startOnce(workshop, database))
  return starts.reduce((best, each) => (each.protocol < best.protocol ? each : best))
}

async function startOnce(workshop: Workshop, database: string): Promise<ColdStart> {
  const started = performance.now()
  const since = () => performance.now() - started
  const server = await workshop.startPoolhouse(database, 'postgresql', { installed: true, untilAnswers: `/${BENCH.poolId}/.well-known/jwks.json` })
  const protocol = since()
  const client = new WireClient(server.url)
  const authorization = `Authorization: Basic ${Buffer.from(`${BENCH.machine.id}:${BENCH.machine.secret}`).toString('base64')}\r\n`
  expectStatus(await client.post(`/${BENCH.poolId}/oauth2/token`, 'grant_type=client_credentials', authorization), 200)
  const token = since()
  await beginLogIn(client, poolhouseLogin(`/${BENCH.poolId}`))
  const figures = { protocol, token, page: since(), memory: server.memory() }
  await server.stop()
  return figures
}

export const judgeColdStart = ({ protocol }: ColdStart): (Verdict | undefined)[] => [atMost('protocol answers after', protocol, 700, ' ms')]
