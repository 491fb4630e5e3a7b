import { checkedByDomain, defineOperation } from '#src/aws-api/operation.ts'
import { deleteManagedLoginBranding } from '#src/domain/branding/managed/delete-managed-login-branding.ts'
import type { NamedStyle } from '#src/domain/branding/managed/require-style.ts'

export const DeleteManagedLoginBranding = defineOperation({
  name: 'DeleteManagedLoginBranding',
  authorization: 'iam',
  category: 'UserPoolResourceUpdate',
  request: checkedByDomain<NamedStyle>(),
  async run(deps, request) {
    await deleteManagedLoginBranding(deps, request)
    return undefined
  },
})
