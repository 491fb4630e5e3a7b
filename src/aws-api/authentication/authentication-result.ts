import type { WireObject } from '#src/aws-api/operation.ts'

type Tokens = { accessToken: string; idToken: string | null; refreshToken: string | null; expiresIn: number }

/** AuthenticationResultType. */
export const authenticationResult = (tokens: Tokens, device?: { deviceKey: string; deviceGroupKey: string }): WireObject => ({
  AccessToken: tokens.accessToken,
  ExpiresIn: tokens.expiresIn,
  TokenType: 'Bearer',
  RefreshToken: tokens.refreshToken ?? undefined,
  IdToken: tokens.idToken ?? undefined,
  NewDeviceMetadata: device === undefined ? undefined : { DeviceKey: device.deviceKey, DeviceGroupKey: device.deviceGroupKey },
})
