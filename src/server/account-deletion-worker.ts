import { minutes } from '#src/contracts/duration.ts'
import { deleteDueAccounts, type DeleteDueAccountsDeps } from '#src/domain/account/delete-due-accounts.ts'
import { type Rounds, startRounds } from '#src/rounds/start-rounds.ts'
import type { Log } from './log.ts'

/** Deletes accounts when their time has come, for as long as the process lives. The database being away ends it not. */
export const startAccountDeletionWorker = (deps: DeleteDueAccountsDeps, log: Pick<Log, 'info' | 'warn'>): Rounds =>
  startRounds({
    every: minutes(1), fraction: Math.random,
    async round(stopped) {
      const accounts = await deleteDueAccounts(deps, stopped)
      if (accounts > 0) log.info({ accounts }, 'accounts were deleted as their people had asked')
    },
    failed: (err) => log.warn({ err }, 'accounts that are due cannot be deleted; the next round goes on'),
  })
