import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolRequest } from '#src/contracts/pool-request.ts'
import { acceptedLocale } from '#src/contracts/messages/accepted-locale.ts'
import { readBody } from '#src/contracts/read-body.ts'
import type { AuthenticateOperator } from './authenticate-operator.ts'
import type { AwsApiDeps } from './aws-api-deps.ts'
import { AwsError } from './aws-error.ts'
import { answerPreflight } from './cors.ts'
import { errorAnswer } from './error-table.ts'
import type { Call, Operation } from './operation.ts'
import { OPERATIONS } from './operation-table.ts'
import type { RateLimiter } from './quotas/rate-limiter.ts'
import { parseBody } from './parse-body.ts'
import { sendAnswer, sendError } from './send-answer.ts'

export type AwsApiInput = {
  deps: AwsApiDeps
  authenticateOperator: AuthenticateOperator
  takeRequest: RateLimiter
  defaultRegion: string
}

export type RootRequest = Pick<PoolRequest, 'requestId' | 'clientIp' | 'place' | 'secure'>
export type AwsApi = (req: IncomingMessage, res: ServerResponse, request: RootRequest) => Promise<void>

const TARGET = 'AWSCognitoIdentityProviderService.'

/**
 * The AWS wire: `POST /` in AWS JSON 1.1 with `X-Amz-Target` (Cognito: user pools API). Refusals are answered by the one table; any other
 * failure is the edge's to log and to answer.
 */
export const createAwsApi = (input: AwsApiInput): AwsApi => async (req, res, request) => {
  if (req.method === 'OPTIONS') return answerPreflight(res)
  try {
    sendAnswer(res, request.requestId, await answer(input, req, request))
  } catch (error) {
    const refusal = errorAnswer(error)
    if (refusal === null) throw error
    sendError(res, request.requestId, refusal)
  }
}

async function answer({ deps, authenticateOperator, takeRequest, defaultRegion }: AwsApiInput, req: IncomingMessage, request: RootRequest) {
  const operation = requestedOperation(req)
  const bytes = await readBody(req)
  const region = operation.authorization === 'iam' ? (await authenticateOperator(req, bytes)).region : defaultRegion
  // Behind the signature: who cannot sign cannot use up what operators may do.
  if (!takeRequest(operation.category, region)) throw new AwsError('TooManyRequestsException', 'Rate exceeded')
  const call: Call = { requestId: request.requestId, clientIp: request.clientIp, region, userAgent: req.headers['user-agent'] ?? null }
  const byOperator = operation.authorization === 'iam'
  // An operator's language is not that of the people who are sent messages.
  const language = byOperator ? null : (acceptedLocale(req.headers['accept-language']) ?? null)
  const origin = {
    wire: byOperator ? 'admin' : 'api', address: call.clientIp, userAgent: call.userAgent, sdkUserAgent: sdkUserAgentOf(req), clientId: null, language, place: request.place ?? null,
    requestId: request.requestId,
  } as const
  return deps.requestOrigins.during(origin, () => operation.run(deps, parseBody(bytes), call))
}

/** SDKs in a browser cannot say who they are where all others do. */
const sdkUserAgentOf = ({ headers }: IncomingMessage): string => `${String(headers['x-amz-user-agent'] ?? '')} ${headers['user-agent'] ?? ''}`

function requestedOperation(req: IncomingMessage): Operation {
  const target = req.headers['x-amz-target']
  const operation = typeof target === 'string' && target.startsWith(TARGET) ? OPERATIONS.get(target.slice(TARGET.length)) : undefined
  if (req.method !== 'POST' || operation === undefined) throw new AwsError('UnknownOperationException', 'The requested operation is not available.')
  return operation
}
