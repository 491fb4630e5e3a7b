import { createServer } from 'node:http'
import { closeServer, listenLocally } from '#e2e/load-balancer/listen.ts'

/** The smallest relying party: shows what came back, keeps nothing, so that several tabs cannot disturb each other. */
export type Receiver = { readonly origin: string; close(): Promise<void> }

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Listens on `port`; every path is answered by a page that names the path and the query's members. */
export const startReceiver = async (port: number): Promise<Receiver> => {
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://localhost')
    const rows = [...url.searchParams].map(([name, value]) => `<dt>${escape(name)}</dt><dd data-parameter="${escape(name).replaceAll('"', '')}">${escape(value)}</dd>`).join('')
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><html lang="en"><title>Received</title><h1>Received at ${escape(url.pathname)}</h1><dl>${rows}</dl></html>`)
  })
  await listenLocally(server, port)
  return { origin: `http://localhost:${port}`, close: () => closeServer(server) }
}
