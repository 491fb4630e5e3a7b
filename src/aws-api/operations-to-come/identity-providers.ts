import { notYet } from '#src/aws-api/not-yet.ts'
import type { Operation } from '#src/aws-api/operation.ts'

const WHY = 'people cannot sign in through other identity providers yet.'

/** Sign-in through other identity providers. */
export const IDENTITY_PROVIDERS: readonly Operation[] = [
  notYet({ name: 'CreateIdentityProvider', authorization: 'iam', category: 'UserPoolResourceUpdate' }, WHY, 'InvalidParameter'),
  notYet({ name: 'DescribeIdentityProvider', authorization: 'iam', category: 'UserPoolResourceRead' }, WHY, 'InvalidParameter'),
  notYet({ name: 'GetIdentityProviderByIdentifier', authorization: 'iam', category: 'UserPoolResourceRead' }, WHY, 'InvalidParameter'),
  notYet({ name: 'UpdateIdentityProvider', authorization: 'iam', category: 'UserPoolResourceUpdate' }, WHY, 'InvalidParameter'),
  notYet({ name: 'DeleteIdentityProvider', authorization: 'iam', category: 'UserPoolResourceUpdate' }, WHY, 'InvalidParameter'),
  notYet({ name: 'ListIdentityProviders', authorization: 'iam', category: 'UserPoolResourceRead' }, WHY, 'InvalidParameter'),
]
