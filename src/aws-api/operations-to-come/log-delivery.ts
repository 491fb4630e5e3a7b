import { notYet } from '#src/aws-api/not-yet.ts'
import type { Operation } from '#src/aws-api/operation.ts'

const WHY = "events and failed messages are reported in the server's own log only."

/** Where events and failed messages are reported. */
export const LOG_DELIVERY: readonly Operation[] = [
  notYet({ name: 'GetLogDeliveryConfiguration', authorization: 'iam', category: 'UserPoolRead' }, WHY, 'InvalidParameter'),
  notYet({ name: 'SetLogDeliveryConfiguration', authorization: 'iam', category: 'UserPoolUpdate' }, WHY, 'InvalidParameter'),
]
