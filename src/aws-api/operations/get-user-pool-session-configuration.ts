import { namedPool } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { getUserPoolSessionConfiguration } from '#src/domain/sessions/user-pool-session-configuration.ts'

export const GetUserPoolSessionConfiguration = defineOperation({
  name: 'GetUserPoolSessionConfiguration',
  authorization: 'iam',
  category: 'UserPoolRead',
  request: namedPool,
  run: (deps, request) => getUserPoolSessionConfiguration(deps, request),
})
