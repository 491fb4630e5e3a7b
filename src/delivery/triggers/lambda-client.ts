import { Readable } from 'node:stream'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { LambdaFunction } from '#src/domain/functions/registered-function.ts'
import type { SafeFetch } from '#src/delivery/safe-fetch.ts'
import { errorMessageOf } from './error-message-of.ts'
import type { RunCall } from './function-runner.ts'
import type { InvokedAs } from './invoked-as.ts'
import { readAnswer } from './read-answer.ts'

export type LambdaInvocation = { functionError: string | null; payload: Uint8Array }

/** The Invoke API of one function. Load this for the first call: most installations have no such function. */
export type LambdaInvoker = { invoke(payload: string, call: Pick<RunCall, 'signal' | 'timeoutMs'>): Promise<LambdaInvocation> }

/** What open endpoints on one's own machine accept; nothing else does. */
const NOBODY = { accessKeyId: 'none', secretAccessKey: 'none' }

/** Invokes by requests signed with Signature Version 4, once each: whether to try again is for the caller to say. */
export function createLambdaInvoker(safeFetch: SafeFetch, { endpoint, region, functionName, qualifier }: InvokedAs, secrets: LambdaFunction['secrets']): LambdaInvoker {
  const credentials = secrets === null ? (endpoint === null ? null : NOBODY)
    : { accessKeyId: secrets.accessKeyId, secretAccessKey: secrets.secretAccessKey, ...(secrets.sessionToken === null ? {} : { sessionToken: secrets.sessionToken }) }
  const client = new LambdaClient({
    region, maxAttempts: 1, requestHandler: createRequestHandler(safeFetch),
    ...(endpoint === null ? {} : { endpoint }), ...(credentials === null ? {} : { credentials }),
  })
  return {
    async invoke(payload, { signal, timeoutMs }) {
      const command = new InvokeCommand({ FunctionName: functionName, Qualifier: qualifier ?? undefined, InvocationType: 'RequestResponse', Payload: Buffer.from(payload) })
      const { FunctionError, Payload } = await client.send(command, { abortSignal: signal, requestTimeout: timeoutMs })
      return { functionError: FunctionError ?? null, payload: Payload ?? new Uint8Array() }
    },
  }
}

type Outgoing = { protocol: string; hostname: string; port?: number; path: string; query?: Record<string, string | string[] | null>; headers: Record<string, string>; body?: unknown }

/** The SDK's requests go where all others of this installation go: to checked addresses only, and over connections that are kept. */
function createRequestHandler(safeFetch: SafeFetch) {
  return {
    async handle({ protocol, hostname, port, path, query = {}, headers, body }: Outgoing, { abortSignal, requestTimeout }: { abortSignal?: unknown; requestTimeout?: number } = {}) {
      const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one ?? '']))
      const search = pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
      const { 'content-length': _length, host: _host, ...rest } = headers
      const answer = await safeFetch.fetch(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${search}`, {
        method: 'POST', headers: rest, body: Buffer.from(body as Uint8Array).toString(),
        ...(requestTimeout === undefined ? {} : { timeoutMs: requestTimeout }), ...(abortSignal instanceof AbortSignal ? { signal: abortSignal } : {}),
      })
      const received = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]))
      // An emulator answers 502 where Lambda says by 200 and a header that the function was ended.
      const ended = answer.status === 502 && answer.headers['x-amzn-errortype'] === undefined && isErrorOfFunction(answer.body)
      const said = { ...Object.fromEntries(received), ...(ended ? { 'x-amz-function-error': 'Unhandled' } : {}) }
      return { response: { statusCode: ended ? 200 : answer.status, headers: said, body: Readable.from(answer.body) } }
    },
  }
}

function isErrorOfFunction(body: Uint8Array): boolean {
  const answer = readAnswer(body)
  return answer.kind === 'answered' && errorMessageOf(answer.event) !== null
}
