import type { AwsApiDeps } from '#src/aws-api/aws-api-deps.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import { ASSET_EXTENSIONS } from '#src/domain/branding/brand.ts'
import type { UiCustomization } from '#src/domain/branding/classic/ui-customization.ts'

/** UICustomizationType; of a pool that has none, its id alone. */
export const uiCustomizationShape = async ({ addresses }: Pick<AwsApiDeps, 'addresses'>, poolId: string, customization: UiCustomization | null) => {
  if (customization === null) return { UserPoolId: poolId }
  const { scope, css, cssVersion, logo, createdAt, updatedAt } = customization
  return {
    UserPoolId: poolId,
    ClientId: scope,
    ...(logo !== null && { ImageUrl: `${await addresses.hostedBaseUrl(poolId)}/branding/${logo.hash}.${ASSET_EXTENSIONS[logo.type]}` }),
    ...(css !== null && { CSS: css }),
    ...(cssVersion !== null && { CSSVersion: cssVersion }),
    LastModifiedDate: timestamp(updatedAt),
    CreationDate: timestamp(createdAt),
  }
}
