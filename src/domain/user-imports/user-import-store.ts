import type { User, UserName } from '#src/domain/users/user.ts'
import type { ClaimedImportJob, RowCounts, RowProblem, UserImportJob } from './user-import-job.ts'

/** The outcome of some rows, and where the rows after them begin. */
export type ImportedBatch = {
  users: { user: User; names: UserName[] }[]
  counts: RowCounts
  problems: RowProblem[]
  nextByte: number
  nextLine: number
}

/** Import jobs, their uploaded files and what became of rows. Every method is one atomic statement or transaction. */
export type UserImportStore = {
  /** LimitExceeded when the pool has 1,000 jobs. */
  createJob(job: UserImportJob): Promise<void>
  findJob(poolId: string, jobId: string): Promise<UserImportJob | null>
  /** Newest first; `after` is a cursor of the page before. */
  listJobs(page: { poolId: string; after: string | null; limit: number }): Promise<{ jobs: UserImportJob[]; next: string | null }>
  /** Whether a job of the pool is started and has not ended. */
  hasActiveJob(poolId: string): Promise<boolean>
  /**
   * Created → Pending, if it was created after `createdAfter` and has a file: of racing calls one wins. Null when it is not so;
   * 'busy' when another job of the pool is active.
   */
  startJob(start: { poolId: string; jobId: string; now: Date; createdAfter: Date }): Promise<UserImportJob | 'no-file' | 'busy' | null>
  /** InProgress → Stopping; Pending, which nobody works on yet, → Stopped. Null when it is neither (Stopping stays so). */
  stopJob(stop: { poolId: string; jobId: string; now: Date; message: string }): Promise<UserImportJob | null>
  /** Stores one piece of an upload; false when the job takes no file (any more). */
  addChunk(chunk: { jobId: string; fileId: string; position: number; bytes: Buffer }): Promise<boolean>
  /** Makes the upload the job's file in place of any earlier one, while the job is Created. */
  completeUpload(upload: { jobId: string; fileId: string; lines: number }): Promise<boolean>
  dropUpload(jobId: string, fileId: string): Promise<void>
  readChunk(fileId: string, position: number): Promise<Buffer | null>
  /** Takes the active job that waits longest and that nobody holds, and holds it until `leaseUntil`. A Pending one is InProgress then. */
  claimJob(claim: { now: Date; leaseUntil: Date; leaseToken: string }): Promise<ClaimedImportJob | null>
  /** Which of the names and ids (of users whose name looks like one) are somebody's already. */
  findTaken(poolId: string, names: string[], ids: string[]): Promise<{ names: ReadonlySet<string>; ids: ReadonlySet<string> }>
  /**
   * Users, names, counts and progress together, once; the lease goes on. 'taken' when a name was taken meanwhile, and then nothing is
   * stored; false when the claim is over or the job is to stop.
   */
  commitBatch(job: Pick<ClaimedImportJob, 'id' | 'poolId' | 'leaseToken'>, batch: ImportedBatch, now: Date, leaseUntil: Date): Promise<boolean | 'taken'>
  /** Ends a job whose claim still holds, and deletes its file. A job that was to stop ends as Stopped whatever is said. */
  finishJob(job: Pick<ClaimedImportJob, 'id' | 'leaseToken'>, end: { status: 'Failed' | 'Succeeded'; message: string; stopMessage: string; now: Date }): Promise<void>
  /** Gives the claim up, so that another process goes on at once. */
  releaseJob(job: Pick<ClaimedImportJob, 'id' | 'leaseToken'>): Promise<void>
  /** Created → Expired, with the file, for jobs created before; returns how many. */
  expireJobs(createdBefore: Date, message: string, now: Date): Promise<number>
  /** The newest problems in order of their lines. */
  listProblems(jobId: string, limit: number): Promise<RowProblem[]>
}
