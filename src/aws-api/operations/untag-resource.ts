import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { untagResource } from '#src/domain/user-pools/untag-resource.ts'

export const UntagResource = defineOperation({
  name: 'UntagResource',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<{ ResourceArn: string; TagKeys: string[] }>(),
  async run(deps, request) {
    await untagResource(deps, request)
    return {}
  },
})
