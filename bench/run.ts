// npm run bench: what requests cost, beside a bare oidc-provider and a hand-written limit server in the same run.
import { execFileSync } from 'node:child_process'
import { type Contender, takeTurns } from './measure/run-round.ts'
import { measureDirectory } from './directory/measure-directory.ts'
import { directoryReport } from './directory/report-directory.ts'
import { judgeColdStart, measureColdStart } from './operations/cold-start.ts'
import { judgeSignInPage, measureSignInPage, weighSignInPage } from './operations/hosted-page.ts'
import { judgeManyPools, measureManyPools } from './operations/many-pools.ts'
import { atMost, type ContenderName, type Operation, type Servers } from './operations/operation.ts'
import { operations } from './operations/operations.ts'
import { measureTriggers, triggerReport } from './operations/triggers.ts'
import { isWanted, readOptions, USAGE, type Options } from './options.ts'
import { operationRows, tableHead, verdictLines } from './report.ts'
import { openWorkshop, type Workshop } from './servers/start-servers.ts'

const options = readOptions(process.argv.slice(2))
if (options === null) {
  console.log(USAGE)
  process.exit(process.argv.includes('--help') ? 0 : 1)
}
const wanted = (name: string): boolean => isWanted(options, name)

execFileSync(process.execPath, ['scripts/build.ts', '--if-needed'], { stdio: 'inherit' })
const workshop = await openWorkshop(options.profile)
try {
  await measureOperations(workshop, options, operations.filter(({ realHash, name }) => realHash !== true && wanted(name)))
  await measureOperations(workshop, options, operations.filter(({ realHash, name }) => realHash === true && wanted(name)))
  if (options.engines.includes('postgresql')) {
    const directory = await measureDirectory(workshop, options)
    if (directory.size > 0) console.log(directoryReport(directory))
    await measureTheRest(workshop, options)
  }
} finally {
  await workshop.stop()
}

async function measureOperations(workshop: Workshop, { engines, seconds, rounds }: Options, chosen: readonly Operation[]): Promise<void> {
  const realHash = chosen[0]?.realHash === true
  const withPage = !realHash && wanted('hosted page')
  if (chosen.length === 0 && !withPage) return
  const servers: Servers = {}
  for (const engine of engines) {
    const name = `${engine}_${realHash ? 'hash' : 'cheap'}`
    if (engine === 'postgresql') await workshop.createDatabase(name)
    servers[engine] = await workshop.startPoolhouse(name, engine, { cheapHash: !realHash })
  }
  Object.assign(servers, { bare: await workshop.startBareProvider(), limit: await workshop.startLimitServer() })
  console.log(tableHead())
  for (const operation of chosen) {
    const measured = await takeTurns(await contendersOf(operation, servers, workshop), { seconds, rounds })
    console.log(operationRows(operation.name, measured, operation.judge(measured)))
  }
  if (withPage) await reportPage(workshop, servers, { seconds, rounds })
  for (const engine of engines) {
    const memory = (servers[engine]?.memory() ?? 0) / 1e6
    console.log(`memory after all this, ${engine}: ${memory.toFixed(0)} MB`)
    if (engine === 'postgresql') console.log(verdictLines([atMost('memory after load', memory, 400, ' MB')]))
  }
  await Promise.all(Object.values(servers).map((server) => server.stop()))
}

async function contendersOf({ worksOf, concurrency }: Operation, servers: Servers, { databaseTime }: Workshop): Promise<Partial<Record<ContenderName, Contender>>> {
  const contenders: Partial<Record<ContenderName, Contender>> = {}
  for (const [name, works] of Object.entries(await worksOf(servers)) as [ContenderName, Pick<Contender, 'work' | 'prepare'>][]) {
    const server = servers[name]
    if (server !== undefined) contenders[name] = { ...works, server, concurrency, databaseTime: name === 'postgresql' || name === 'limit' ? databaseTime : () => 0 }
  }
  return contenders
}

async function reportPage({ databaseTime }: Workshop, servers: Servers, pace: { seconds: number; rounds: number }): Promise<void> {
  const server = servers.postgresql ?? servers.embedded
  if (server === undefined) return
  const weight = await weighSignInPage(server)
  const figures = await measureSignInPage(server, databaseTime, pace)
  const { alone, busy } = figures
  console.log(`hosted sign-in page: ${weight.html} B and ${weight.files} files of ${weight.others} B, gzip; one at a time ${alone.server.toFixed(0)} µs, ${alone.p50.toFixed(2)} ms; eight at a time ${busy.server.toFixed(0)} µs, ${busy.perSecond.toFixed(0)}/s; ${alone.statements.toFixed(1)} statements`)
  console.log(verdictLines(judgeSignInPage(weight, figures)))
}

async function measureTheRest(workshop: Workshop, { pools, seconds, rounds }: Options): Promise<void> {
  if (wanted('triggers')) console.log(triggerReport(await measureTriggers(workshop, { seconds, rounds })))
  if (wanted('cold start')) {
    await workshop.createDatabase('cold')
    await (await workshop.startPoolhouse('cold', 'postgresql')).stop()
    const start = await measureColdStart(workshop, 'cold', 5)
    console.log(`cold start: protocol answers after ${start.protocol.toFixed(0)} ms, first token after ${start.token.toFixed(0)}, first page after ${start.page.toFixed(0)}; ${(start.memory / 1e6).toFixed(0)} MB`)
    console.log(verdictLines(judgeColdStart(start)))
  }
  if (wanted('many pools')) {
    const many = await measureManyPools(workshop, pools)
    console.log(`many pools: ${many.pools} visited in ${many.seconds.toFixed(0)} s; ${(many.idle / 1e6).toFixed(0)} MB before, ${(many.afterAll / 1e6).toFixed(0)} MB after`)
    console.log(verdictLines(judgeManyPools(many)))
  }
}
