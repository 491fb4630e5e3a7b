import { z } from 'zod'
import { defineOperation } from '#src/aws-api/operation.ts'
import { managedLoginBrandingShape } from '#src/aws-api/shapes/managed-login-branding-shape.ts'
import { describeStyle } from '#src/domain/branding/managed/describe-style.ts'
import { requireStyleOfClient } from '#src/domain/branding/managed/require-style.ts'
import { clientId, poolId } from '#src/domain/constraint.ts'

export const DescribeManagedLoginBrandingByClient = defineOperation({
  name: 'DescribeManagedLoginBrandingByClient',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  gap: 'merged resources have the default settings, but none of Amazon\'s own pictures.',
  request: z.object({ UserPoolId: poolId, ClientId: clientId, ReturnMergedResources: z.boolean().exactOptional() }),
  run: async (deps, { ReturnMergedResources: merged = false, ...name }) => ({
    ManagedLoginBranding: managedLoginBrandingShape(await describeStyle(deps, await requireStyleOfClient(deps, name), { merged })),
  }),
})
