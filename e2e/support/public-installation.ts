import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#test/free-port.ts'
import { PoolhouseProcess } from './poolhouse-process.ts'
import { testSeed } from './test-seed.ts'

/** Name under which the production installation is known; requests name it in their Host header. */
export const PUBLIC_ORIGIN = 'https://auth.example.com'

export type PublicInstallation = {
  /** `http://auth.example.com:<port>`: how a proxy that ends TLS reaches it. */
  readonly inner: string
  readonly poolhouse: PoolhouseProcess
  dispose(): Promise<void>
}

/** A Poolhouse in production mode, whose public address is https, as behind a proxy that ends TLS. */
export const startPublicInstallation = async (): Promise<PublicInstallation> => {
  const port = await freePort()
  const seedFile = join(tmpdir(), `poolhouse-public-seed-${port}.json`)
  await writeFile(seedFile, JSON.stringify(testSeed({ receiver: 'https://app.example.com', loadBalancer: 'https://balanced.example.com' })))
  const poolhouse = await PoolhouseProcess.launch({
    PUBLIC_URL: PUBLIC_ORIGIN, HOST: '127.0.0.1', MASTER_KEY: randomBytes(32).toString('base64'), ALLOW_NO_MAIL: 'true', SEED: seedFile,
  }, port)
  return { inner: `http://auth.example.com:${port}`, poolhouse, dispose: async () => { await Promise.all([poolhouse.dispose(), rm(seedFile, { force: true })]) } }
}
