import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { setUserPoolMfaConfig, type SetUserPoolMfaConfigRequest } from '#src/domain/user-pools/set-user-pool-mfa-config.ts'

export const SetUserPoolMfaConfig = defineOperation({
  name: 'SetUserPoolMfaConfig',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  request: checkedByDomain<SetUserPoolMfaConfigRequest>(),
  run: setUserPoolMfaConfig,
})
