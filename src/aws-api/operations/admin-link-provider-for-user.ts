import { notYet } from '#src/aws-api/not-yet.ts'

export const AdminLinkProviderForUser = notYet(
  { name: 'AdminLinkProviderForUser', authorization: 'iam', category: 'UserUpdate' }, 'users cannot sign in by other identity providers yet.',
)
