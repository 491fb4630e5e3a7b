import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { managedLoginBrandingShape } from '#src/aws-api/shapes/managed-login-branding-shape.ts'
import { createManagedLoginBranding, type CreateStyleRequest } from '#src/domain/branding/managed/create-managed-login-branding.ts'
import { describeStyle } from '#src/domain/branding/managed/describe-style.ts'

export const CreateManagedLoginBranding = defineOperation({
  name: 'CreateManagedLoginBranding',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<CreateStyleRequest>(),
  run: async (deps, request) => ({
    ManagedLoginBranding: managedLoginBrandingShape(await describeStyle(deps, await createManagedLoginBranding(deps, request), { merged: false })),
  }),
})
