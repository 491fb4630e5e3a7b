import { randomBytes } from 'node:crypto'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { Database } from './engine/database.ts'
import { statement } from './engine/sql.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'

const remember = statement('remember_installation_secret', 'INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING')
const recall = statement<{ value: string }>('recall_installation_secret', 'SELECT value FROM installation WHERE key = $1')
const reseal = statement('reseal_installation_secret', 'UPDATE installation SET value = $3 WHERE key = $1 AND value = $2')

/**
 * 32 random bytes, made once for the whole installation and kept sealed, so that they outlive a rotation of the master key.
 * Instances that start first together end with the same ones.
 */
export async function loadInstallationSecret({ database: { sql }, sealer }: { database: Pick<Database, 'sql'>; sealer: Sealer }, name: string): Promise<Buffer> {
  const seal = (secret: string) => sealColumn(sealer, 'installation.value', name, secret)
  const stored = async () => (await sql.query(recall, [name]))[0]?.value
  let sealed = await stored()
  if (sealed === undefined) {
    await sql.run(remember, [name, seal(randomBytes(32).toString('base64'))])
    sealed = await stored()
  }
  if (sealed === undefined) throw new Error(`The installation's ${name} is gone.`)
  const secret = openColumn(sealer, 'installation.value', name, sealed)
  if (sealer.needsReseal(sealed)) await sql.run(reseal, [name, sealed, seal(secret)])
  return Buffer.from(secret, 'base64')
}
