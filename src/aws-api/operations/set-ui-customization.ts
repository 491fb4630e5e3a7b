import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { uiCustomizationShape } from '#src/aws-api/shapes/ui-customization-shape.ts'
import { setUiCustomization, type SetUiCustomizationRequest } from '#src/domain/branding/classic/set-ui-customization.ts'

export const SetUICustomization = defineOperation({
  name: 'SetUICustomization',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<SetUiCustomizationRequest>(),
  run: async (deps, request) => {
    const { pool, customization } = await setUiCustomization(deps, request)
    return { UICustomization: await uiCustomizationShape(deps, pool.id, customization) }
  },
})
