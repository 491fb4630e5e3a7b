import { NOTHING_LEFT } from '#bench/measure/run-round.ts'
import type { WireClient } from '#bench/measure/wire-client.ts'
import { beginLogIn, finishLogIn, type BegunLogIn, type LoginPath } from './code-login.ts'
import type { Works, ContenderName } from './operation.ts'

/** Sign-in pages that are open before a round begins; the round ends with them. */
const PAGES_OF_A_WORKER = 50

/** From the filled-in form to the tokens: form, way back, token. The pages are fetched beforehand, unmeasured. */
export const signInWork = (path: LoginPath) => (clients: WireClient[]): NonNullable<Works[ContenderName]> => {
  const begun: BegunLogIn[][] = clients.map(() => [])
  return {
    async prepare() {
      await Promise.all(clients.map(async (client, worker) => {
        begun[worker] = []
        for (let page = 0; page < PAGES_OF_A_WORKER; page++) begun[worker].push(await beginLogIn(client, path))
      }))
    },
    async work(worker) {
      const [client, next] = [clients[worker], begun[worker]?.pop()]
      if (client === undefined || next === undefined) throw NOTHING_LEFT
      await finishLogIn(client, worker, path, next)
    },
  }
}
