import { connect } from 'node:net'

export type RawResponse = { status: number; headers: Map<string, string>; body: string }

/** Sends bytes as they are and reads one answer: for requests that no client library would send. */
export function rawRequest(port: number, bytes: string | readonly string[]): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of typeof bytes === 'string' ? [bytes] : bytes) socket.write(part, 'latin1')
    })
    socket.setTimeout(60_000, () => socket.destroy(new Error(`no answer in time, received ${JSON.stringify(received.slice(0, 200))}`)))
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      const answer = parse(received)
      if (answer === undefined) return
      socket.destroy()
      resolve(answer)
    })
    socket.on('error', reject)
    socket.on('end', () => reject(new Error(`the connection ended after ${JSON.stringify(received.slice(0, 200))}`)))
  })
}

/** A whole GET of `path` with further header lines. */
export const get = (path: string, host: string, ...lines: string[]): string => [`GET ${path} HTTP/1.1`, `Host: ${host}`, ...lines, '', ''].join('\r\n')

function parse(text: string): RawResponse | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Map(lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  }))
  const body = text.slice(end + 4)
  if (body.length < Number(headers.get('content-length') ?? 0)) return undefined
  return { status: Number(statusLine.split(' ')[1]), headers, body }
}
