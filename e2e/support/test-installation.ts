import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { freePort } from '#test/free-port.ts'
import { PoolhouseProcess } from './poolhouse-process.ts'
import { startReceiver, type Receiver } from './receiver.ts'
import { testSeed } from './test-seed.ts'

/** A Poolhouse with the demo and the tests' own pools, and the relying parties these know. */
export type TestInstallation = {
  readonly poolhouse: PoolhouseProcess
  readonly url: string
  readonly receiver: Receiver
  readonly loadBalancerPort: number
  dispose(): Promise<void>
}

/** Starts one on free ports and a data folder of its own. */
export const startTestInstallation = async (environment: Record<string, string> = {}): Promise<TestInstallation> => {
  const [port, receiverPort, loadBalancerPort] = [await freePort(), await freePort(), await freePort()]
  const receiver = await startReceiver(receiverPort)
  const seedFile = join(tmpdir(), `poolhouse-seed-${port}.json`)
  const parties = { receiver: receiver.origin, loadBalancer: `http://localhost:${loadBalancerPort}` }
  await writeFile(seedFile, JSON.stringify(testSeed(parties)))
  const poolhouse = await PoolhouseProcess.launch({ SEED: seedFile, ...environment }, port)
  // Only the built-in seed brings the demo application; it joins what is there already.
  await poolhouse.stop()
  await poolhouse.start({ SEED: 'demo' })
  return {
    poolhouse, url: poolhouse.url, receiver, loadBalancerPort,
    dispose: async () => {
      await Promise.all([poolhouse.dispose(), receiver.close(), rm(seedFile, { force: true })])
    },
  }
}
