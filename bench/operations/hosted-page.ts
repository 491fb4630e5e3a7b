import { gzipSync } from 'node:zlib'
import { takeTurns, type Figures } from '#bench/measure/run-round.ts'
import type { ServerProcess } from '#bench/measure/server-process.ts'
import { WireClient } from '#bench/measure/wire-client.ts'
import { BENCH } from '#bench/bench-pool.ts'
import { beginLogIn, poolhouseLogin } from './code-login.ts'
import { expectStatus } from './code-login.ts'
import { atMost, type Verdict } from './operation.ts'

export type PageWeight = { html: number; others: number; files: number }

/** What a browser loads for the sign-in page, in bytes as gzip sends them: the page, and the style sheets and scripts it names. */
export async function weighSignInPage(server: ServerProcess): Promise<PageWeight> {
  const { page } = await beginLogIn(new WireClient(server.url), poolhouseLogin(`/${BENCH.poolId}`))
  const files = [...page.matchAll(/<(?:link|script)\b[^>]*\s(?:href|src)="(\/[^"]+\.(?:css|js)[^"]*)"/g)].map(([, path = '']) => path)
  const client = new WireClient(server.url)
  let others = 0
  for (const path of new Set(files)) others += gzipSync(expectStatus(await client.get(path.replaceAll('&amp;', '&')), 200).text).length
  return { html: gzipSync(page).length, others, files: files.length }
}

/** The sign-in page again and again, as one browser after the other sees it. */
export async function measureSignInPage(server: ServerProcess, databaseTime: () => number, pace: { seconds: number; rounds: number }): Promise<{ alone: Figures; busy: Figures }> {
  const contender = async (concurrency: number) => {
    const clients = Array.from({ length: concurrency }, () => new WireClient(server.url))
    const pages = await Promise.all(clients.map(async (client) => (await beginLogIn(client, poolhouseLogin(`/${BENCH.poolId}`))).pagePath))
    const work = async (worker: number) => void expectStatus(await (clients[worker] as WireClient).get(pages[worker] ?? '', 'Accept-Encoding: identity\r\n'), 200)
    return { server, databaseTime, concurrency, work }
  }
  const { busy, alone } = await takeTurns({ busy: await contender(8), alone: await contender(1) }, pace)
  if (busy === undefined || alone === undefined) throw new Error('Both were measured.')
  return { busy, alone }
}

export const judgeSignInPage = (weight: PageWeight, { alone }: { alone: Figures }): Verdict[] =>
  [atMost('all of the page, gzip', (weight.html + weight.others) / 1000, 30, ' kB'), atMost('time of one page', alone.p50, 3, ' ms')].filter((verdict) => verdict !== undefined)
