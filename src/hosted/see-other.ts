import type { ServerResponse } from 'node:http'

/** 303: whatever the form was, the answer is a GET (RFC 9110 §15.4.4). */
export const seeOther = (res: ServerResponse, location: string): void => {
  res.writeHead(303, { Location: location, 'Content-Length': 0, 'Cache-Control': 'no-store' }).end()
}
