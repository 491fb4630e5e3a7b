import type { IncomingMessage, ServerResponse } from 'node:http'

/** Sends JSON, unless something was sent already. */
export function sendJson(res: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void {
  sendText(res, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers })
}

/** Sends a plain notice in the form the client asks for: a small page, or JSON `{error, message}`. */
export function sendNotice(req: IncomingMessage, res: ServerResponse, status: number, notice: { error: string; message: string; requestId?: string }): void {
  if (!(req.headers.accept ?? '').includes('text/html')) return sendJson(res, status, { error: notice.error, message: notice.message, ...(notice.requestId === undefined ? {} : { request_id: notice.requestId }) })
  const id = notice.requestId === undefined ? '' : `<p>Request ${notice.requestId}</p>`
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${status}</title><h1>${notice.message}</h1>${id}</html>\n`
  sendText(res, status, page, { 'content-type': 'text/html; charset=utf-8' })
}

function sendText(res: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>>): void {
  if (res.headersSent || res.writableEnded) return
  const bytes = Buffer.from(text)
  res.writeHead(status, { ...headers, 'content-length': bytes.length })
  res.end(bytes)
}
