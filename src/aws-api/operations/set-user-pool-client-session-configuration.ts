import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import {
  setUserPoolClientSessionConfiguration, type SetUserPoolClientSessionConfigurationRequest,
} from '#src/domain/sessions/user-pool-client-session-configuration.ts'

export const SetUserPoolClientSessionConfiguration = defineOperation({
  name: 'SetUserPoolClientSessionConfiguration',
  authorization: 'iam',
  category: 'UserPoolClientUpdate',
  request: checkedByDomain<SetUserPoolClientSessionConfigurationRequest>(),
  run: (deps, request) => setUserPoolClientSessionConfiguration(deps, request),
})
