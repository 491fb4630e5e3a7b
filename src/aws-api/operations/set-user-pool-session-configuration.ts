import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { setUserPoolSessionConfiguration, type SetUserPoolSessionConfigurationRequest } from '#src/domain/sessions/user-pool-session-configuration.ts'

export const SetUserPoolSessionConfiguration = defineOperation({
  name: 'SetUserPoolSessionConfiguration',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  request: checkedByDomain<SetUserPoolSessionConfigurationRequest>(),
  run: (deps, request) => setUserPoolSessionConfiguration(deps, request),
})
