import { notYet } from '#src/aws-api/not-yet.ts'
import type { Operation } from '#src/aws-api/operation.ts'

const UNJUDGED = 'sign-ins are not judged by their risk yet.'
const UNRECORDED = 'the recorded sign-ins of a user are not shown by the API yet.'

/** Risk of sign-ins, and what became of them. */
export const THREAT_PROTECTION: readonly Operation[] = [
  notYet({ name: 'DescribeRiskConfiguration', authorization: 'iam', category: 'UserPoolRead' }, UNJUDGED),
  notYet({ name: 'SetRiskConfiguration', authorization: 'iam', category: 'UserPoolUpdate' }, UNJUDGED),
  notYet({ name: 'AdminListUserAuthEvents', authorization: 'iam', category: 'UserRead' }, UNRECORDED),
  notYet({ name: 'AdminUpdateAuthEventFeedback', authorization: 'iam', category: 'UserUpdate' }, UNRECORDED),
  notYet({ name: 'UpdateAuthEventFeedback', authorization: 'none', category: 'UserUpdate' }, UNRECORDED),
]
