import type { ServerResponse } from 'node:http'

/**
 * Any browser application may call (Cognito: the API answers every origin): no cookie or other ambient right is ever looked at, so
 * credentials stay forbidden.
 */
export const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
} as const

const ALLOWED_HEADERS = [
  'content-type', 'x-amz-target', 'x-amz-user-agent', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token', 'authorization', 'cache-control',
  'amz-sdk-invocation-id', 'amz-sdk-request',
].join(',')

export function answerPreflight(res: ServerResponse): void {
  res.writeHead(200, {
    ...CORS_HEADERS, 'access-control-allow-methods': 'POST, OPTIONS', 'access-control-allow-headers': ALLOWED_HEADERS, 'access-control-max-age': '7200',
    'content-length': 0,
  })
  res.end()
}
