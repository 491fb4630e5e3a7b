import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { sendNotice } from './answers.ts'

/** Whether this server itself ends the TLS of the connection. */
export const isEncrypted = (req: IncomingMessage): boolean => (req.socket as Partial<TLSSocket>).encrypted === true

/** Whether the request is for the host that the handshake was for (RFC 9110 §7.4); true where the handshake was not with this server. */
export const isNameOfHandshake = (req: IncomingMessage, host: string): boolean => {
  if (!isEncrypted(req)) return true
  const { servername } = req.socket as TLSSocket & { servername?: string | false }
  return typeof servername === 'string' && servername.toLowerCase() === host.replace(/:\d*$/, '').toLowerCase()
}

/** Sends a page's reader to https; whatever else came in the clear is refused, so that nobody goes on sending it that way. */
export function sendToHttps(req: IncomingMessage, res: ServerResponse, origin: string): void {
  res.setHeader('Connection', 'close')
  if (req.method !== 'GET' && req.method !== 'HEAD') return sendNotice(req, res, 403, { error: 'https_required', message: 'This server takes this over https only.' })
  res.writeHead(308, { location: `${origin}${req.url ?? '/'}`, 'content-length': 0 })
  res.end()
}
