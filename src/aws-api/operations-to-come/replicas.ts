import { notYet } from '#src/aws-api/not-yet.ts'
import type { Operation } from '#src/aws-api/operation.ts'

const WHY = 'a user pool lives in one region, and no copy of it is kept in another.'

/** Copies of a pool in other regions. */
export const REPLICAS: readonly Operation[] = [
  notYet({ name: 'CreateUserPoolReplica', authorization: 'iam', category: 'UserPoolUpdate' }, WHY),
  notYet({ name: 'UpdateUserPoolReplica', authorization: 'iam', category: 'UserPoolUpdate' }, WHY),
  notYet({ name: 'DeleteUserPoolReplica', authorization: 'iam', category: 'UserPoolUpdate' }, WHY),
  notYet({ name: 'ListUserPoolReplicas', authorization: 'iam', category: 'UserPoolRead' }, WHY),
]
