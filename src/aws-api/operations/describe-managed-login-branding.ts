import { z } from 'zod'
import { defineOperation } from '#src/aws-api/operation.ts'
import { managedLoginBrandingShape } from '#src/aws-api/shapes/managed-login-branding-shape.ts'
import { describeStyle } from '#src/domain/branding/managed/describe-style.ts'
import { namedStyle } from '#src/domain/branding/managed/managed-style-request.ts'
import { requireStyle } from '#src/domain/branding/managed/require-style.ts'

export const DescribeManagedLoginBranding = defineOperation({
  name: 'DescribeManagedLoginBranding',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  gap: 'merged resources have the default settings, but none of Amazon\'s own pictures.',
  request: namedStyle.extend({ ReturnMergedResources: z.boolean().exactOptional() }),
  run: async (deps, { ReturnMergedResources: merged = false, ...name }) => ({
    ManagedLoginBranding: managedLoginBrandingShape(await describeStyle(deps, await requireStyle(deps, name), { merged })),
  }),
})
