import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Device } from '#src/domain/devices/device-store.ts'
import { statement } from '#src/storage/engine/sql.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const rows = statement<{ row: string }>('test_devices', 'SELECT t::text AS row FROM devices t')

const aDevice = (userId: string, change: Partial<Device> = {}): Device => ({
  key: `us-east-1_${randomUUID()}`, userId, groupKey: '-group', name: 'Laptop', srp: { salt: '5a17'.repeat(8), verifier: '7e51f1e5'.repeat(8) }, secretDigest: null, remembered: true,
  lastAddress: null, createdAt: noon, updatedAt: noon, lastAuthenticatedAt: noon, ...change,
})
const plain = (device: Device | null) => device && { ...device, srp: device.srp && { ...device.srp } }

forEachEngine('a device is made once, belongs to its user alone, and what it proves itself by is sealed', async (_t, open) => {
  const database = await open()
  const { stores: { devices, users }, pool } = await storesWithPool(database)
  const [ada, eve] = [aUser(pool.id), aUser(pool.id)]
  for (const user of [ada, eve]) await users.createUser(user, [])
  const device = aDevice(ada.id)
  assert.deepEqual(tally(await race(() => devices.createDevice(device).then(() => 'made'))), { made: 1, DeviceKeyExists: 19 })
  await assert.rejects(devices.createDevice({ ...device, userId: eve.id }), { code: 'DeviceKeyExists' })
  assert.deepEqual(plain(await devices.findDevice(ada.id, device.key)), device)
  const browser = aDevice(ada.id, { srp: null, secretDigest: 'digest of a secret' })
  await devices.createDevice(browser)
  assert.deepEqual(plain(await devices.findDevice(ada.id, browser.key)), browser)
  assert.doesNotMatch((await database.sql.query(rows, [])).map(({ row }) => row).join(), /(5a17){2}|(7e51f1e5){2}/)
  assert.equal(await devices.findDevice(eve.id, device.key), null)
  assert.deepEqual([await devices.rememberDevice(eve.id, device.key, false, after(1)), await devices.deleteDevice(eve.id, device.key)], [false, false])
  assert.equal(await devices.rememberDevice(ada.id, device.key, false, after(1)), true)
  await devices.touchDevice(ada.id, device.key, after(2), '192.0.2.1')
  await devices.touchDevice(ada.id, device.key, after(3), null)
  assert.deepEqual(plain(await devices.findDevice(ada.id, device.key)), {
    ...device, remembered: false, updatedAt: after(1), lastAuthenticatedAt: after(3), lastAddress: '192.0.2.1',
  })
  assert.deepEqual(tally(await race(() => devices.deleteDevice(ada.id, device.key))), { true: 1, false: 19 })
  await assert.rejects(devices.createDevice(aDevice(randomUUID())), { code: 'UserNotFound' })
  assert.deepEqual([await devices.findDevice('nobody', device.key), await devices.deleteDevice('nobody', device.key)], [null, false])
})

forEachEngine('devices are listed in order of their keys, page by page, and go with their user', async (_t, open) => {
  const { stores: { devices, users }, pool } = await storesWithPool(await open())
  const [ada, eve] = [aUser(pool.id), aUser(pool.id)]
  for (const user of [ada, eve]) await users.createUser(user, [])
  const keys = Array.from({ length: 5 }, () => `us-east-1_${randomUUID()}`).sort()
  for (const key of keys.toReversed()) await devices.createDevice(aDevice(ada.id, { key }))
  await devices.createDevice(aDevice(eve.id))
  const first = await devices.listDevices({ userId: ada.id, after: null, limit: 3 })
  const second = await devices.listDevices({ userId: ada.id, after: first.next, limit: 3 })
  assert.deepEqual([...first.devices, ...second.devices].map(({ key }) => key), keys)
  assert.deepEqual([first.next, second.next], [keys[2], null])
  await users.deleteUser(pool.id, ada.id)
  assert.deepEqual((await devices.listDevices({ userId: ada.id, after: null, limit: 3 })).devices, [])
})
