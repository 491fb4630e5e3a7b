import { namedPool } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { getUserPoolMfaConfig } from '#src/domain/user-pools/get-user-pool-mfa-config.ts'

export const GetUserPoolMfaConfig = defineOperation({
  name: 'GetUserPoolMfaConfig',
  authorization: 'iam',
  category: 'UserPoolRead',
  request: namedPool,
  run: getUserPoolMfaConfig,
})
