import type { ServerResponse } from 'node:http'
import { sendJson } from './answers.ts'

/** An error in the shape of AWS JSON 1.1: `__type` in the body and the same name in `x-amzn-ErrorType`. */
export function sendAwsError(res: ServerResponse, status: number, type: string, message: string): void {
  sendJson(res, status, { __type: type, message }, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-ErrorType': `${type}:`,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
  })
}
