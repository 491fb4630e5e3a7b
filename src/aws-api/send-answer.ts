import type { ServerResponse } from 'node:http'
import { CORS_HEADERS } from './cors.ts'
import type { ErrorAnswer } from './error-table.ts'
import type { WireObject } from './operation.ts'

const CONTENT_TYPE = 'application/x-amz-json-1.1'

/** 200 with the answer's members, or with no body at all where the model has no output shape. */
export const sendAnswer = (res: ServerResponse, requestId: string, answer: WireObject | undefined): void =>
  send(res, 200, answer === undefined ? '' : JSON.stringify(answer), { 'x-amzn-RequestId': requestId })

/** An error in the shape of AWS JSON 1.1: `__type` in the body and the same name in `x-amzn-ErrorType`. */
export const sendError = (res: ServerResponse, requestId: string, { status, type, message }: ErrorAnswer): void =>
  send(res, status, JSON.stringify({ __type: type, message }), {
    'x-amzn-RequestId': requestId, 'x-amzn-ErrorType': `${type}:`, 'x-amzn-ErrorMessage': headerText(message),
  })

function send(res: ServerResponse, status: number, body: string, headers: Record<string, string>): void {
  const bytes = Buffer.from(body)
  res.writeHead(status, { 'content-type': CONTENT_TYPE, ...CORS_HEADERS, ...headers, 'content-length': bytes.length })
  res.end(bytes)
}

/** Texts repeat what was asked for (a pool's id, a user's words): a header takes visible ASCII only. */
const headerText = (message: string): string => message.replace(/[^\x20-\x7e]/g, '?').slice(0, 500)
