import { setTimeout as pause } from 'node:timers/promises'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { expireImportJobs, type ExpireImportJobsDeps } from '#src/domain/user-imports/expire-import-jobs.ts'
import { runImportJob, type RunImportJobDeps } from '#src/domain/user-imports/run-import-job.ts'
import type { Bell } from '#src/rounds/bell.ts'
import { type Rounds, startRounds } from '#src/rounds/start-rounds.ts'
import type { Log } from './log.ts'

export type UserImportWorkerDeps = Omit<RunImportJobDeps, 'breathe'> & ExpireImportJobsDeps & { importBell: Bell }

/** How often jobs are looked for that another instance was told of, or left. */
const POLL = seconds(5)
const EXPIRY_EVERY = minutes(1)
/** The longest rest between two batches. */
const LONGEST_REST = 100

/** Rests as long as was worked: requests have half of the process, and of an embedded database, to themselves. */
function createBreath(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    await pause(Math.min(performance.now() - since, LONGEST_REST))
    since = performance.now()
  }
}

/**
 * Runs import jobs for as long as the process lives, one at a time. The database being away ends it not. Stopped, it ends after the rows
 * at hand; the rest of a job is for the next start, or another instance.
 */
export function startUserImportWorker(deps: UserImportWorkerDeps, log: Log): Rounds {
  let expireAt = 0
  return startRounds({
    every: POLL, fraction: Math.random, waitsFirst: true, bell: deps.importBell,
    async round(stopped) {
      if (performance.now() >= expireAt) {
        await expireImportJobs(deps)
        expireAt = performance.now() + EXPIRY_EVERY
      }
      const jobDeps = { ...deps, breathe: createBreath() }
      const next = () => runImportJob(jobDeps, stopped)
      for (let job = await next(); job !== null && !stopped(); job = await next()) {
        log.info({ pool: job.poolId, job: job.id }, 'an import job was worked on')
      }
    },
    failed: (err) => log.warn({ err }, 'import jobs cannot be worked on; the next round goes on'),
  })
}
