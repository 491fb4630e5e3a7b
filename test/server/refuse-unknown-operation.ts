import type { RootHandler } from '#src/server/runtime.ts'
import { sendAwsError } from '#src/server/send-aws-error.ts'

/** A server's AWS wire that has no operation at all. */
export const refuseUnknownOperation: RootHandler = (_req, res) => {
  sendAwsError(res, 400, 'UnknownOperationException', 'The requested operation is not available.')
  return Promise.resolve()
}
