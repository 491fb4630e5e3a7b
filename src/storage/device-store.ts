import type { Sealer } from '#src/crypto/sealing.ts'
import type { Device, DeviceStore, DeviceVerifier } from '#src/domain/devices/device-store.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type Sql, statement } from './engine/sql.ts'
import { keysetPage } from './keyset-page.ts'
import { openColumn, sealColumn } from './sealed-columns.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

type Row = Omit<Device, 'srp'> & { srpSealed: string | null }

const columns = `key, user_id AS "userId", group_key AS "groupKey", name, srp_sealed AS "srpSealed", secret_digest AS "secretDigest", remembered, last_address AS "lastAddress",
    created_at AS "createdAt", updated_at AS "updatedAt", last_authenticated_at AS "lastAuthenticatedAt"`

const insert = statement(
  'create_device',
  `INSERT INTO devices (key, user_id, group_key, name, srp_sealed, secret_digest, remembered, last_address, created_at, updated_at, last_authenticated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (key) DO NOTHING`,
)
const find = statement<Row>('find_device', `SELECT ${columns} FROM devices WHERE user_id = $1 AND key = $2`)
const list = statement<Row>('list_devices', `SELECT ${columns} FROM devices WHERE user_id = $1 AND key > $2 ORDER BY key LIMIT $3`)
const remember = statement('remember_device', 'UPDATE devices SET remembered = $3, updated_at = $4 WHERE user_id = $1 AND key = $2')
const rename = statement('rename_device', 'UPDATE devices SET name = $3, updated_at = $4 WHERE user_id = $1 AND key = $2')
const touch = statement(
  'touch_device',
  'UPDATE devices SET last_authenticated_at = $3, last_address = coalesce($4, last_address) WHERE user_id = $1 AND key = $2',
)
const remove = statement('delete_device', 'DELETE FROM devices WHERE user_id = $1 AND key = $2')

/** Devices that users have confirmed, what they prove themselves by sealed, or hashed where it is a browser's secret. */
export function createDeviceStore({ sql, sealer }: { sql: Sql; sealer: Sealer }): DeviceStore {
  const fromRow = (row: Row): Device => deviceFromRow(sealer, row)
  return {
    createDevice: (device) =>
      translated(async () => {
        if ((await sql.run(insert, valuesOf(sealer, device))) === 0) throw new DomainError('DeviceKeyExists', 'Device already exists.')
      }),
    findDevice: (userId, key) =>
      translated(async () => {
        const [row] = isUuid(userId) ? await sql.query(find, [userId, key]) : []
        return row === undefined ? null : fromRow(row)
      }),
    listDevices: ({ userId, after, limit }) =>
      translated(async () => {
        const found = isUuid(userId) ? await sql.query(list, [userId, after ?? '', limit + 1]) : []
        const { rows, next } = keysetPage(found, limit, ({ key }) => key)
        return { devices: rows.map(fromRow), next }
      }),
    rememberDevice: (userId, key, remembered, at) => translated(async () => isUuid(userId) && (await sql.run(remember, [userId, key, remembered, at])) === 1),
    renameDevice: (userId, key, name, at) => translated(async () => isUuid(userId) && (await sql.run(rename, [userId, key, name, at])) === 1),
    touchDevice: (userId, key, at, address) => translated(async () => void (await sql.run(touch, [userId, key, at, address]))),
    deleteDevice: (userId, key) => translated(async () => isUuid(userId) && (await sql.run(remove, [userId, key])) === 1),
  }
}

function valuesOf(sealer: Sealer, device: Device): unknown[] {
  const { key, userId, groupKey, name, srp, secretDigest, remembered, lastAddress, createdAt, updatedAt, lastAuthenticatedAt } = device
  const sealed = srp === null ? null : sealColumn(sealer, 'devices.srp_sealed', key, JSON.stringify({ salt: srp.salt, verifier: srp.verifier }))
  return [key, userId, groupKey, name, sealed, secretDigest, remembered, lastAddress, createdAt, updatedAt, lastAuthenticatedAt]
}

/** Salt and verifier are opened when first asked for: lists never do. */
function deviceFromRow(sealer: Sealer, { srpSealed, ...row }: Row): Device {
  if (srpSealed === null) return { ...row, srp: null }
  let opened: DeviceVerifier | undefined
  return {
    ...row,
    get srp() {
      return (opened ??= JSON.parse(openColumn(sealer, 'devices.srp_sealed', row.key, srpSealed)) as DeviceVerifier)
    },
  }
}
