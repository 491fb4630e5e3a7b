import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptedLocale } from '#src/contracts/messages/accepted-locale.ts'
import { DEFAULT_LOCALE } from '#src/contracts/messages/catalogues.ts'
import { sendJson, sendNotice } from './answers.ts'
import { databaseAwayPage } from './database-away-page.ts'
import { sendAwsError } from './send-aws-error.ts'

/** The part of the server that was answering. */
export type RouteKind = 'aws' | 'oidc' | 'hosted' | 'page' | 'health' | 'edge'

/** Whether a failure only means that the database does not answer now. */
const isOutage = (thrown: unknown): boolean => (thrown as { code?: unknown } | null)?.code === 'DatabaseUnavailable'

/**
 * Answers for a handler that threw: 500 (503 while the database is away) in the form of the wire, with the request id and
 * nothing of the error. An answer that has begun is cut off, because its rest would be wrong.
 */
export async function answerFailure(thrown: unknown, route: RouteKind, req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
  if (res.headersSent) {
    res.destroy()
    return
  }
  const outage = isOutage(thrown)
  const status = outage ? 503 : 500
  if (outage) res.setHeader('Retry-After', '5')
  switch (route) {
    case 'aws': return sendAwsError(res, status, 'InternalErrorException', 'Internal server error')
    case 'oidc': return sendJson(res, status, { error: outage ? 'temporarily_unavailable' : 'server_error', error_description: `Request ${requestId}` })
    case 'hosted':
    case 'page':
      if (outage) return sendAwayPage(req, res)
      return sendNotice(req, res, status, { error: 'server_error', message: 'Something went wrong here. Please try again.', requestId })
    case 'health':
    case 'edge': return sendNotice(req, res, status, { error: 'server_error', message: 'Something went wrong here. Please try again.', requestId })
  }
}

async function sendAwayPage(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { status, headers, body } = await databaseAwayPage({ locale: acceptedLocale(req.headers['accept-language']) ?? DEFAULT_LOCALE, retryHref: req.method === 'POST' ? refererPath(req) : (req.url ?? '/') })
  res.writeHead(status, headers)
  res.end(body)
}

/** The page a form was on. */
function refererPath(req: IncomingMessage): string {
  const referer = req.headers.referer ?? ''
  if (!URL.canParse(referer)) return '/'
  const { pathname, search } = new URL(referer)
  return pathname + search
}
