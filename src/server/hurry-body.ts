import type { IncomingMessage, ServerResponse } from 'node:http'
import { seconds } from '#src/contracts/duration.ts'

/** How long a body may take to arrive; a file of users has the whole time of its address instead, which the HTTP server itself keeps. */
const PATIENCE = seconds(30)

/** Ends a request whose body has not arrived within 30 seconds (RFC 9110 §15.5.9): slow senders hold no connection. */
export function hurryBody(req: IncomingMessage, res: ServerResponse, patience = PATIENCE): void {
  if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) return // there is none
  const timer = setTimeout(() => {
    if (req.complete) return
    if (res.headersSent) {
      req.destroy()
      return
    }
    res.writeHead(408, { connection: 'close', 'content-length': 0 })
    res.end(() => req.destroy())
  }, patience)
  timer.unref()
  req.once('close', () => clearTimeout(timer))
}
