import { notYet } from '#src/aws-api/not-yet.ts'
import type { Operation } from '#src/aws-api/operation.ts'

const WHY = 'request rates are set where the server is configured, and not bought by request.'

/** Request rates that can be bought. */
export const PROVISIONED_LIMITS: readonly Operation[] = [
  notYet({ name: 'GetProvisionedLimit', authorization: 'iam', category: 'LimitManagement' }, WHY, 'InvalidParameter'),
  notYet({ name: 'UpdateProvisionedLimit', authorization: 'iam', category: 'LimitManagement' }, WHY, 'InvalidParameter'),
]
