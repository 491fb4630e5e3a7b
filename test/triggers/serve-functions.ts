import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export type AnyHandler = (event: never, context: never, callback: (error?: unknown, result?: unknown) => void) => unknown

/** What a served function does with a request instead of running a handler: whatever a server can do. */
export type Behaviour = (response: ServerResponse, event: Record<string, unknown>) => void

export type FunctionServer = {
  webhookUrl(name: string): string
  /** Speaks the Invoke API. */
  lambdaEndpoint: string
  /** The events of all requests whose signature was right, in order. */
  received: Record<string, unknown>[]
  /** Requests that were not signed as they should be. */
  unsigned: string[]
}

/**
 * Serves functions as their owners would: as signed web hooks below `/hooks/`, and by the Invoke API. A function of a server is a handler
 * of Lambda, or a behaviour by its `name`.
 */
export async function serveFunctions(t: TestContext, { secret, handlerOf, behaviourOf = () => undefined }: {
  secret: string; handlerOf(name: string): Promise<AnyHandler>; behaviourOf?(name: string, wire: 'webhook' | 'lambda'): Behaviour | undefined
}): Promise<FunctionServer> {
  const received: FunctionServer['received'] = []
  const unsigned: string[] = []
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const [, hook, invoked] = /^\/(?:hooks\/([\w-]+)|2015-03-31\/functions\/([\w-]+)\/invocations)$/.exec(request.url ?? '') ?? []
      const name = hook ?? invoked ?? ''
      const wire = hook === undefined ? 'lambda' : 'webhook'
      if (!(wire === 'webhook' ? isSigned(request, body, secret) : /^AWS4-HMAC-SHA256 Credential=/.test(request.headers.authorization ?? ''))) unsigned.push(name)
      const event = JSON.parse(body) as Record<string, unknown>
      received.push(structuredClone(event))
      const behaviour = behaviourOf(name, wire)
      if (behaviour !== undefined) behaviour(response, event)
      else await answer(response, wire, runHandler(await handlerOf(name), name, event))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { webhookUrl: (name) => `${origin}/hooks/${name}`, lambdaEndpoint: origin, received, unsigned }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** Standard Webhooks, written down a second time: the receiver's side. */
export function isSigned({ headers }: Pick<IncomingMessage, 'headers'>, body: string, secret: string): boolean {
  const expected = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest()
  return String(headers['webhook-signature']).split(' ').some((one) => {
    const given = Buffer.from(one.replace('v1,', ''), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

/** As Lambda does: by the promise or by the callback. */
function runHandler(handler: AnyHandler, functionName: string, event: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error?: unknown, result?: unknown) => (error === null || error === undefined ? resolve(result) : reject(error as Error))
    const returned = handler(event as never, { functionName } as never, callback)
    if (returned instanceof Promise) returned.then(resolve, reject)
  })
}

async function answer(response: ServerResponse, wire: 'webhook' | 'lambda', result: Promise<unknown>): Promise<void> {
  try {
    const text = JSON.stringify((await result) ?? null)
    response.writeHead(200, { 'content-type': 'application/json' }).end(text)
  } catch (error) {
    const { name, message } = error as Error
    const status = wire === 'webhook' ? 400 : 200
    response.writeHead(status, { 'content-type': 'application/json', ...(wire === 'lambda' ? { 'x-amz-function-error': 'Unhandled' } : {}) })
    response.end(JSON.stringify({ errorType: name, errorMessage: message, trace: [] }))
  }
}
