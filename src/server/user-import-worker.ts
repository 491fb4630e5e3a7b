import { setTimeout as pause } from 'node:timers/promises'
import { minutes, seconds } from '#src/contracts/duration.ts'
import { expireImportJobs, type ExpireImportJobsDeps } from '#src/domain/user-imports/expire-import-jobs.ts'
import { runImportJob, type RunImportJobDeps } from '#src/domain/user-imports/run-import-job.ts'
import type { ImportBell } from './import-bell.ts'
import type { Log } from './log.ts'

export type UserImportWorkerDeps = Omit<RunImportJobDeps, 'breathe'> & ExpireImportJobsDeps & { importBell: ImportBell }

export type UserImportWorker = {
  /** Ends after the rows at hand; the rest of a job is for the next start, or another instance. */
  stop(): Promise<void>
}

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

/** Runs import jobs for as long as the process lives, one at a time. The database being away ends it not. */
export function startUserImportWorker(deps: UserImportWorkerDeps, log: Log): UserImportWorker {
  let stopping = false
  let expireAt = 0
  const round = async (): Promise<void> => {
    if (performance.now() >= expireAt) {
      await expireImportJobs(deps)
      expireAt = performance.now() + EXPIRY_EVERY
    }
    const jobDeps = { ...deps, breathe: createBreath() }
    const next = () => runImportJob(jobDeps, () => stopping)
    for (let job = await next(); job !== null && !stopping; job = await next()) {
      log.info({ pool: job.poolId, job: job.id }, 'an import job was worked on')
    }
  }
  const run = async (): Promise<void> => {
    while (!stopping) {
      // Not in step with other instances, nor in the middle of the start.
      await deps.importBell.wait(POLL * (0.75 + Math.random() / 2))
      if (stopping) return
      await round().catch((err: unknown) => log.warn({ err }, 'import jobs cannot be worked on; the next round goes on'))
    }
  }
  const running = run()
  return {
    async stop() {
      stopping = true
      deps.importBell.ring()
      await running
    },
  }
}
