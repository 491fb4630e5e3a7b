import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Makes what is written to `res` go out with these headers, and with this status in place of 200, at the moment it begins. */
export function prepareResponse(res: ServerResponse, headers: OutgoingHttpHeaders, status?: number): void {
  const writeHead = res.writeHead.bind(res) as (code: number, ...rest: unknown[]) => ServerResponse
  // Also called for the first write without an explicit head.
  res.writeHead = ((code: number, ...rest: unknown[]) => {
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value)
    return writeHead(code === 200 ? (status ?? code) : code, ...rest)
  }) as typeof res.writeHead
}
