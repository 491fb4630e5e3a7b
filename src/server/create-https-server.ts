import { constants } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { Socket } from 'node:net'
import { seconds } from '#src/contracts/duration.ts'
import { answerBrokenRequest, SERVER_OPTIONS } from './create-http-server.ts'
import { EdgeResponse } from './edge-response.ts'
import type { TlsContexts } from './tls-contexts.ts'

/**
 * The same server behind TLS 1.2 or 1.3, with a certificate for each host name it is asked for. A name that nobody brought one for, or
 * none at all, gets no handshake: no certificate of somebody else's is shown.
 */
export function createHttpsServer(contexts: TlsContexts, onRequest: (req: IncomingMessage, res: EdgeResponse) => void): Server<typeof IncomingMessage, typeof EdgeResponse> {
  const server = createServer<typeof IncomingMessage, typeof EdgeResponse>({
    ...SERVER_OPTIONS,
    ServerResponse: EdgeResponse,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: seconds(10),
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    SNICallback: (serverName, done) => done(null, contexts(serverName) ?? undefined),
  }, onRequest)
  server.maxHeadersCount = 100
  server.on('clientError', answerBrokenRequest)
  cutHandshakesToo(server)
  return server
}

/** Whoever opens a connection and shakes no hand is no request yet, and would keep the server from closing. */
function cutHandshakesToo(server: Server): void {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const closeRequests = server.closeAllConnections.bind(server)
  server.closeAllConnections = () => {
    closeRequests()
    for (const socket of sockets) socket.destroy()
  }
}
