import type { WireObject } from '#src/aws-api/operation.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import type { Device } from '#src/domain/devices/device-store.ts'

/** DeviceType. Attributes that begin with `dev:` are told to operators alone. */
export const deviceShape = (device: Device, to: 'user' | 'operator'): WireObject => ({
  DeviceKey: device.key,
  DeviceAttributes: [
    { Name: 'device_status', Value: 'valid' },
    ...(device.name === null ? [] : [{ Name: 'device_name', Value: device.name }]),
    ...(device.lastAddress === null ? [] : [{ Name: 'last_ip_used', Value: device.lastAddress }]),
    ...(to === 'user' ? [] : [{ Name: 'dev:device_remembered_status', Value: device.remembered ? 'remembered' : 'not_remembered' }]),
  ],
  DeviceCreateDate: timestamp(device.createdAt),
  DeviceLastModifiedDate: timestamp(device.updatedAt),
  DeviceLastAuthenticatedDate: timestamp(device.lastAuthenticatedAt),
})
