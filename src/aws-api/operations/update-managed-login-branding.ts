import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { managedLoginBrandingShape } from '#src/aws-api/shapes/managed-login-branding-shape.ts'
import { describeStyle } from '#src/domain/branding/managed/describe-style.ts'
import { updateManagedLoginBranding, type UpdateStyleRequest } from '#src/domain/branding/managed/update-managed-login-branding.ts'

export const UpdateManagedLoginBranding = defineOperation({
  name: 'UpdateManagedLoginBranding',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<UpdateStyleRequest>(),
  run: async (deps, request) => ({
    ManagedLoginBranding: managedLoginBrandingShape(await describeStyle(deps, await updateManagedLoginBranding(deps, request), { merged: false })),
  }),
})
