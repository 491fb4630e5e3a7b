import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { uiCustomizationShape } from '#src/aws-api/shapes/ui-customization-shape.ts'
import { getUiCustomization, type GetUiCustomizationRequest } from '#src/domain/branding/classic/get-ui-customization.ts'

export const GetUICustomization = defineOperation({
  name: 'GetUICustomization',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  request: checkedByDomain<GetUiCustomizationRequest>(),
  run: async (deps, request) => {
    const { pool, customization } = await getUiCustomization(deps, request)
    return { UICustomization: await uiCustomizationShape(deps, pool.id, customization) }
  },
})
