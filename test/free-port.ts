import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** Ports below those that systems give out by themselves, in blocks: a process hands out those of its own block alone. */
const FIRST = 10_000
const BLOCK = 100
const BLOCKS = 220

let block: Promise<number> | undefined
let handedOut = 0

/** A port that nobody listens on now, and that no other process is given before somebody does. */
export async function freePort(): Promise<number> {
  const first = await (block ??= claimBlock())
  for (;;) {
    const port = first + 1 + (handedOut++ % (BLOCK - 1))
    const server = await listenOn(port)
    if (server === null) continue
    server.close()
    await once(server, 'close')
    return port
  }
}

/** Listens on a block's first port for as long as the process lives: so long it is nobody else's. */
async function claimBlock(): Promise<number> {
  const start = Math.floor(Math.random() * BLOCKS)
  for (let n = 0; n < BLOCKS; n++) {
    const first = FIRST + ((start + n) % BLOCKS) * BLOCK
    const guard = await listenOn(first)
    if (guard === null) continue
    guard.unref()
    return first
  }
  throw new Error(`Every block of ports from ${FIRST} on is in use.`)
}

/** Null where another one listens. */
async function listenOn(port: number): Promise<Server | null> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    if (!['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    return null
  }
}
