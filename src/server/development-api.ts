import type { ServerResponse } from 'node:http'
import type { DevelopmentInbox, MessageFilter } from '#src/delivery/development-inbox.ts'
import { seconds } from '#src/contracts/duration.ts'
import { sendJson } from './answers.ts'

const LONGEST_WAIT = seconds(60)
const FILTERS = ['pool', 'client', 'username', 'to', 'purpose'] as const

/**
 * `GET /dev/inbox/latest`: the newest message that matches `pool`, `client`, `username`, `to`, `purpose` (any of them; notices, `account-notice`, only by their
 * purpose) and is newer than
 * `after` (ISO 8601); with `wait` (milliseconds, at most a minute) it waits for one. 404 when there is none.
 */
export async function answerLatestMessage(inbox: DevelopmentInbox, res: ServerResponse, query: URLSearchParams): Promise<void> {
  const wait = Number(query.get('wait') ?? 0)
  const after = query.get('after')
  if (!Number.isFinite(wait) || wait < 0 || (after !== null && Number.isNaN(Date.parse(after)))) {
    return sendJson(res, 400, { error: 'invalid_request', message: '`wait` is a number of milliseconds, `after` a time in ISO 8601.' })
  }
  const filter: MessageFilter = { ...(after === null ? {} : { after: new Date(after) }) }
  for (const name of FILTERS) {
    const value = query.get(name)
    if (value !== null && value !== '') filter[name] = value
  }
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  const message = await inbox.latest(filter, { waitMs: Math.min(wait, LONGEST_WAIT), signal: gone.signal })
  if (message === null) sendJson(res, 404, { error: 'not_found', message: 'No message matches.' })
  else sendJson(res, 200, message)
}
