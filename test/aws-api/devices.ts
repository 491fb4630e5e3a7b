import { createDeviceSecret, createSrpClient } from '#test/users/srp-client.ts'
import { answer, ended, type Party, type Step } from './second-factors.ts'

export type TestDevice = { key: string; groupKey: string; password: string }

/** Confirms the device that a sign-in was told of, as clients do. */
export async function confirmDevice({ api }: Pick<Party, 'api'>, { AuthenticationResult: tokens }: Step, name = 'Laptop'): Promise<TestDevice & { mustAsk: boolean | undefined }> {
  const { DeviceKey: key = '', DeviceGroupKey: groupKey = '' } = tokens?.NewDeviceMetadata ?? {}
  const { password, config } = createDeviceSecret(groupKey, key)
  const { UserConfirmationNecessary: mustAsk } = await api.sdk.confirmDevice({
    AccessToken: tokens?.AccessToken, DeviceKey: key, DeviceName: name, DeviceSecretVerifierConfig: config,
  })
  return { key, groupKey, password, mustAsk }
}

/** Answers DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER for a device; where it leads. */
export async function proveDevice(party: Party, asked: Step, device: TestDevice, password = device.password): Promise<Step> {
  if (asked.ChallengeName !== 'DEVICE_SRP_AUTH') throw new Error(`No device is asked for: ${ended(asked)}`)
  const srp = createSrpClient()
  const verifier = await answer(party, asked, { DEVICE_KEY: device.key, SRP_A: srp.srpA })
  const claim = srp.prove({ poolName: device.groupKey, userId: device.key }, verifier.ChallengeParameters ?? {}, password)
  return answer(party, verifier, { DEVICE_KEY: device.key, ...claim })
}

/** The claims of a token, unchecked. */
export const claimsOf = (token: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
