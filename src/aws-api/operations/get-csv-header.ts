import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { getCsvHeader } from '#src/domain/user-imports/csv-header.ts'

export const GetCSVHeader = defineOperation({
  name: 'GetCSVHeader',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: checkedByDomain<{ UserPoolId: string }>(),
  run: async (deps, request) => ({ CSVHeader: await getCsvHeader(deps, request), UserPoolId: request.UserPoolId }),
})
