import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { addCustomAttributes } from '#src/domain/user-pools/add-custom-attributes.ts'
import type { SchemaAttributeInput } from '#src/domain/user-pools/schema-attribute.ts'

export const AddCustomAttributes = defineOperation({
  name: 'AddCustomAttributes',
  authorization: 'iam',
  category: 'UserPoolUpdate',
  request: checkedByDomain<{ UserPoolId: string; CustomAttributes: SchemaAttributeInput[] }>(),
  async run(deps, request) {
    await addCustomAttributes(deps, request)
    return {}
  },
})
