import { notYet } from '#src/aws-api/not-yet.ts'

export const AdminDisableProviderForUser = notYet(
  { name: 'AdminDisableProviderForUser', authorization: 'iam', category: 'UserUpdate' }, 'users cannot sign in by other identity providers yet.',
)
