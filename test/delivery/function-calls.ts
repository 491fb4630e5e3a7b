import type { TriggerEvent } from '#src/delivery/triggers/function-runner.ts'

/** An event of a sign-up, with characters that tell encodings apart. */
export const event: TriggerEvent = {
  version: '1', triggerSource: 'PreSignUp_SignUp', region: 'eu-west-1', userPoolId: 'eu-west-1_Functions', userName: 'ada',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client1' },
  request: { userAttributes: { name: 'Ada Lövelace ✓' }, validationData: null, clientMetadata: {} },
  response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
}
