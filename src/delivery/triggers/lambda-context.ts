import { steadyNow } from './module-message.ts'

export type LambdaHandler = (event: unknown, context: object, callback: (error?: unknown, result?: unknown) => void) => unknown

export type ContextInput = { readonly functionName: string; readonly memoryMb: number; readonly requestId: string; readonly deadline: number }

/** The last parts of an ARN; a name that is none is all there is. */
export function functionNameParts(name: string): { short: string; version: string; region: string } {
  const [, , , region = '', , , short, version] = name.split(':')
  return { short: short ?? name, version: version ?? '$LATEST', region: region === '' ? 'us-east-1' : region }
}

/** What a handler is told about its call and may end it by (Lambda: context object in Node.js). */
export function createLambdaContext({ functionName, memoryMb, requestId, deadline }: ContextInput, settle: (error: unknown, result: unknown) => void): object {
  const { short, version } = functionNameParts(functionName)
  const fail = (error: unknown) => settle(error ?? new Error('Unhandled'), null)
  return {
    functionName: short, functionVersion: version, invokedFunctionArn: functionName, memoryLimitInMB: String(memoryMb), awsRequestId: requestId,
    logGroupName: `/aws/lambda/${short}`, logStreamName: requestId, callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - steadyNow())),
    done: (error: unknown, result: unknown) => settle(error, result),
    succeed: (result: unknown) => settle(null, result),
    fail,
  }
}
