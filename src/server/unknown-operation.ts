import type { RootHandler } from './runtime.ts'
import { sendAwsError } from './send-aws-error.ts'

/** Answers every call of the AWS API as the service answers an operation it does not have (AWS JSON 1.1: 400). */
export const refuseUnknownOperation: RootHandler = (_req, res) => {
  sendAwsError(res, 400, 'UnknownOperationException', 'The requested operation is not available.')
  return Promise.resolve()
}
