import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { seconds } from '#src/contracts/duration.ts'
import { StartError } from '#src/contracts/start-error.ts'
import { UPLOAD_TIME } from '#src/domain/user-imports/user-import-job.ts'
import { EdgeResponse } from './edge-response.ts'

/** Bounds on headers and time. Kept connections outlive the minute after which load balancers drop theirs. */
export const SERVER_OPTIONS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: seconds(10),
  requestTimeout: UPLOAD_TIME, // a file of users on a slow line; any other body: hurry-body.ts
  keepAliveTimeout: seconds(65),
  connectionsCheckingInterval: seconds(5),
  requireHostHeader: true,
  joinDuplicateHeaders: false,
} as const

/** The plain server. */
export function createHttpServer(onRequest: (req: IncomingMessage, res: EdgeResponse) => void): Server {
  const server = createServer<typeof IncomingMessage, typeof EdgeResponse>({ ...SERVER_OPTIONS, ServerResponse: EdgeResponse }, onRequest)
  server.maxHeadersCount = 100
  server.on('clientError', answerBrokenRequest)
  return server
}

const STATUS: Readonly<Record<string, string>> = { HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large', ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout' }

/** The answer to what is no request, on a connection that ends with it. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  socket.end(`HTTP/1.1 ${STATUS[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Listens, or PortInUse / ConfigurationInvalid with what to do about it. */
export async function listen(server: Pick<Server, 'once' | 'off' | 'listen'>, { host, port, variable = 'PORT' }: { host: string; port: number; variable?: string }): Promise<void> {
  const listening = Promise.withResolvers<void>()
  server.once('error', listening.reject)
  server.listen({ host, port }, listening.resolve)
  try {
    await listening.promise
  } catch (cause) {
    throw toStartError(cause, host, port, variable)
  } finally {
    server.off('error', listening.reject)
  }
}

function toStartError(cause: unknown, host: string, port: number, variable: string): unknown {
  switch ((cause as { code?: unknown } | null)?.code) {
    case 'EADDRINUSE': return new StartError('PortInUse', `Port ${port} on ${host} is in use by another program: stop it, or set ${variable} to another one.`, { cause })
    case 'EACCES': return new StartError('ConfigurationInvalid', `This user may not listen on port ${port}: set ${variable} to one above 1023.`, { cause })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN': return new StartError('ConfigurationInvalid', `HOST is ${host}, which is no address of this machine: set it to 127.0.0.1 or 0.0.0.0.`, { cause })
    default: return cause
  }
}
