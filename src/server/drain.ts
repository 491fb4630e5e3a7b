import type { Server } from 'node:http'
import { seconds } from '#src/contracts/duration.ts'

/** How long running requests may go on once the server stops. */
const PATIENCE = seconds(6)

/** Takes no more connections and resolves when running requests have ended; cuts off those that take longer than `patience` (6 seconds). */
export async function drain(server: Pick<Server, 'close' | 'closeIdleConnections' | 'closeAllConnections'>, patience = PATIENCE): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  // Kept connections become idle one by one as their answers end.
  const sweeping = setInterval(() => server.closeIdleConnections(), 50)
  const impatient = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(sweeping)
  clearTimeout(impatient)
}
