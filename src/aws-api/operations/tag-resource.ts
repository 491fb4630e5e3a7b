import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { tagResource } from '#src/domain/user-pools/tag-resource.ts'

export const TagResource = defineOperation({
  name: 'TagResource',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<{ ResourceArn: string; Tags: Record<string, string> }>(),
  async run(deps, request) {
    await tagResource(deps, request)
    return {}
  },
})
