import type { TriggerCall, TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { TriggerEvent } from './function-runner.ts'

type LambdaConfig = UserPool['settings']['LambdaConfig']

/** What the pool has for a trigger: the function's name and the version of its event; null without one. */
export function targetOf(config: LambdaConfig, trigger: TriggerName): { functionName: string; version: string } | null {
  switch (trigger) {
    case 'PreTokenGeneration': return versioned(config.PreTokenGenerationConfig) ?? plain(config.PreTokenGeneration)
    case 'CustomEmailSender':
    case 'CustomSMSSender':
    case 'InboundFederation': return versioned(config[trigger])
    default: return plain(config[trigger])
  }
}

const plain = (name: string | undefined) => (name === undefined ? null : { functionName: name, version: '1' })

/** `V2_0` is version `2` in events. */
const versioned = (target: { LambdaArn: string; LambdaVersion: string } | undefined) =>
  target === undefined ? null : { functionName: target.LambdaArn, version: target.LambdaVersion.slice(1).split('_')[0] ?? '1' }

/** The event with the members that all triggers share (Cognito: user pool Lambda trigger event). Operators' calls name no client. */
export const buildEvent = (pool: Pick<UserPool, 'id' | 'region'>, call: TriggerCall, { version, sdkUserAgent }: { version: string; sdkUserAgent: string | undefined }): TriggerEvent => ({
  version,
  triggerSource: call.source,
  region: pool.region,
  userPoolId: pool.id,
  userName: call.userName,
  callerContext: { awsSdkVersion: sdkVersionOf(sdkUserAgent), clientId: call.clientId ?? 'CLIENT_ID_NOT_APPLICABLE' },
  request: call.request,
  response: call.response,
})

/** `aws-sdk-js/3.1.0 …` is `aws-sdk-js-3.1.0` in events. */
function sdkVersionOf(sdkUserAgent = ''): string {
  const [, name, version] = /(?:^|\s)(aws-sdk-[a-z0-9-]{1,30})\/([0-9][0-9a-z.-]{0,30})(?:\s|$)/i.exec(sdkUserAgent) ?? []
  return name === undefined || version === undefined ? 'aws-sdk-unknown-unknown' : `${name}-${version}`
}

/** The same function without a version or alias at the end of its ARN; null when there is none. */
export function unqualified(functionName: string): string | null {
  const parts = functionName.split(':')
  return parts.length === 8 && parts[0] === 'arn' && parts[2] === 'lambda' && parts[5] === 'function' ? parts.slice(0, 7).join(':') : null
}
