import { namedPool } from '#src/aws-api/members.ts'
import { defineOperation } from '#src/aws-api/operation.ts'
import { getSigningCertificate } from '#src/domain/user-pools/get-signing-certificate.ts'

export const GetSigningCertificate = defineOperation({
  name: 'GetSigningCertificate',
  authorization: 'iam',
  category: 'UserPoolRead',
  request: namedPool,
  run: async (deps, request) => ({ Certificate: await getSigningCertificate(deps, request) }),
})
