import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { listTagsForResource } from '#src/domain/user-pools/list-tags-for-resource.ts'

export const ListTagsForResource = defineOperation({
  name: 'ListTagsForResource',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: checkedByDomain<{ ResourceArn: string }>(),
  run: async (deps, request) => ({ Tags: await listTagsForResource(deps, request) }),
})
