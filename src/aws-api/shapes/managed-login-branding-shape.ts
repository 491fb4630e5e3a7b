import type { WireObject } from '#src/aws-api/operation.ts'
import { timestamp } from '#src/aws-api/timestamp.ts'
import type { DescribedStyle } from '#src/domain/branding/managed/describe-style.ts'
import type { SentAsset } from '#src/domain/branding/managed/managed-style.ts'

/** ManagedLoginBrandingType. Without settings of its own a style shows none, but always its assets. */
export const managedLoginBrandingShape = ({ style, settings, assets }: DescribedStyle): WireObject => ({
  ManagedLoginBrandingId: style.id, UserPoolId: style.poolId, UseCognitoProvidedValues: style.useProvided,
  Settings: settings ?? undefined, Assets: assets.map(assetShape),
  CreationDate: timestamp(style.createdAt), LastModifiedDate: timestamp(style.updatedAt),
})

const assetShape = ({ category, colorMode, extension, resourceId, bytes }: SentAsset): WireObject => ({
  Category: category, ColorMode: colorMode, Extension: extension, Bytes: Buffer.from(bytes).toString('base64'), ResourceId: resourceId === '' ? undefined : resourceId,
})
