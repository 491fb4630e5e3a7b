import type { IncomingMessage, ServerResponse } from 'node:http'

const NAME = 'poolhouse-recovered'

/** Lets the page that a restarted request arrives at say that nothing was lost. It carries no state but that. */
export const setRecovered = (res: ServerResponse, { secure }: { secure: boolean }): void => {
  res.appendHeader('Set-Cookie', `${NAME}=1; Max-Age=30; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`)
}

export const readRecovered = (req: Pick<IncomingMessage, 'headers'>): boolean =>
  (req.headers.cookie ?? '').split(/; */).includes(`${NAME}=1`)
