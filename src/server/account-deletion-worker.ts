import { setTimeout as pause } from 'node:timers/promises'
import { minutes } from '#src/contracts/duration.ts'
import { deleteDueAccounts, type DeleteDueAccountsDeps } from '#src/domain/account/delete-due-accounts.ts'
import type { Log } from './log.ts'

/** Deletes accounts when their time has come, for as long as the process lives. The database being away ends it not. */
export function startAccountDeletionWorker(deps: DeleteDueAccountsDeps, log: Pick<Log, 'info' | 'warn'>, every = minutes(1)): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await deleteDueAccounts(deps, () => stopping.signal.aborted)
        .then((accounts) => { if (accounts > 0) log.info({ accounts }, 'accounts were deleted as their people had asked') })
        .catch((err: unknown) => log.warn({ err }, 'accounts that are due cannot be deleted; the next round goes on'))
      // Not on the same second on every instance.
      await pause(every * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
