import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { declareNodeEnvironment } from '#src/config/env.ts'
import { projectFolder } from '#src/config/project-folder.ts'

export type NextPages = {
  render(req: IncomingMessage, res: ServerResponse): Promise<void>
  close(): Promise<void>
}

/** Loads Next: pages of the last build, or compiled as they are asked for (`fromSource`, with reloading). */
export async function loadNextPages(options: { fromSource: boolean; server: Server; host: string; port: number }): Promise<NextPages> {
  declareNodeEnvironment(options.fromSource ? 'development' : 'production')
  const { default: next } = await import('next')
  const app = next({ dev: options.fromSource, dir: projectFolder, hostname: options.host, port: options.port, httpServer: options.server, quiet: !options.fromSource })
  await app.prepare()
  const handle = app.getRequestHandler()
  const sockets = new Set<Duplex>()
  if (options.fromSource) {
    const upgrade = app.getUpgradeHandler()
    options.server.on('upgrade', (req, socket, head) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      upgrade(req, socket, head).catch(() => socket.destroy())
    })
  }
  return { render: (req, res) => handle(req, res), close: () => close(app, sockets) }
}

async function close(app: { close(): Promise<void> }, sockets: ReadonlySet<Duplex>): Promise<void> {
  for (const socket of sockets) socket.destroy()
  await app.close()
}
