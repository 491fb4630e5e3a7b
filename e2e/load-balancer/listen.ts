import { once } from 'node:events'
import type { Server } from 'node:http'

/** Listens on this machine, on a free port unless one is given; resolves to the port. */
export const listenLocally = async (server: Server, port = 0): Promise<number> => {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return address.port
}

/** Ends a server and the connections browsers keep open to it. */
export const closeServer = async (server: Server): Promise<void> => {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
