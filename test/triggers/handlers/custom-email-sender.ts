import { buildClient, CommitmentPolicy, RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/client-node'
import type { CustomEmailSenderTriggerHandler } from 'aws-lambda'

const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT)

/** Hands the code to a provider of mail. */
export const handler: CustomEmailSenderTriggerHandler = async (event) => {
  if (event.triggerSource === 'CustomEmailSender_AccountTakeOverNotification' || event.request.code === null) return
  const keyring = new RawAesKeyringNode({
    keyNamespace: 'poolhouse', keyName: process.env['KEY_ID'] ?? '', unencryptedMasterKey: Uint8Array.from(Buffer.from(process.env['KEY'] ?? '', 'base64')),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  })
  const { plaintext } = await decrypt(keyring, Buffer.from(event.request.code, 'base64'))
  await fetch(process.env['PROVIDER'] ?? '', { method: 'POST', body: JSON.stringify({ to: event.request.userAttributes['email'], code: plaintext.toString() }) })
}
