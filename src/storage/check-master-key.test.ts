import assert from 'node:assert/strict'
import { createSealer } from '#src/crypto/sealing.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { race, tally } from '#test/storage/records.ts'
import { checkMasterKey } from './check-master-key.ts'

const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) })

forEachEngine('a wrong master key is noticed; a rotated one is accepted beside the one before', async (_t, open) => {
  const database = await open()
  await checkMasterKey({ database, sealer: createSealer({ current: key('a', 1) }) })
  await checkMasterKey({ database, sealer: createSealer({ current: key('a', 1) }) })
  for (const wrong of [key('b', 2), key('a', 2)]) {
    await assert.rejects(checkMasterKey({ database, sealer: createSealer({ current: wrong }) }), { name: 'StartError', code: 'MasterKeyMismatch' })
  }
  await checkMasterKey({ database, sealer: createSealer({ current: key('b', 2), previous: [key('a', 1)] }) })
  await assert.rejects(checkMasterKey({ database, sealer: createSealer({ current: key('b', 2) }) }), { code: 'MasterKeyMismatch' })
})

forEachEngine('of 20 instances that start first with keys of their own only those with one key go on', async (_t, open) => {
  const database = await open()
  const endings = await race(async (index) => {
    const fill = index % 2
    await checkMasterKey({ database, sealer: createSealer({ current: key(`k${fill}`, fill) }) })
    return `started with ${fill}`
  })
  const counts = tally(endings)
  assert.equal(counts['MasterKeyMismatch'], 10)
  assert.deepEqual(Object.values(counts).sort(), [10, 10])
})
