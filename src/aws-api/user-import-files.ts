import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PoolHandler } from '#src/contracts/pool-request.ts'
import { problemText, readImportLog, type ReadImportLogDeps } from '#src/domain/user-imports/read-import-log.ts'
import { receiveImportFile, type ReceiveImportFileDeps, type ReceiveOutcome } from '#src/domain/user-imports/receive-import-file.ts'

const ANSWERS: Record<ReceiveOutcome, [status: number, text: string]> = {
  stored: [200, ''],
  'not-signed': [403, 'The address is not signed for this job.\n'],
  expired: [403, 'Request has expired\n'],
  closed: [409, 'The job takes no file any more.\n'],
  'too-large': [413, 'A file has at most 100 MB.\n'],
}

/**
 * `/<poolId>/import/<jobId>`, the address that CreateUserImportJob gives (Cognito: PreSignedUrl): PUT takes the file of a job, whatever
 * headers come with it; GET answers what became of rows that were not imported, as lines of text.
 */
export const createUserImportFiles = (deps: ReceiveImportFileDeps & ReadImportLogDeps): PoolHandler => async (req, res, { poolId, path, query }) => {
  const parameters = new URLSearchParams(query)
  const signed = { poolId, jobId: path.slice('/import/'.length), expires: parameters.get('expires') ?? '', signature: parameters.get('signature') ?? '' }
  if (req.method !== 'PUT') {
    const problems = await readImportLog(deps, signed)
    return problems === null ? send(req, res, 403, ANSWERS['not-signed'][1]) : send(req, res, 200, problems.map((problem) => `${problemText(problem)}\n`).join(''))
  }
  try {
    // Whoever is refused in the middle hears why.
    const body: AsyncIterable<Buffer> = req.iterator({ destroyOnReturn: false })
    send(req, res, ...ANSWERS[await receiveImportFile(deps, signed, body)])
  } catch (error) {
    // The sender went away, or sent too much and was told: nobody waits for an answer.
    if (!req.complete && req.destroyed) return
    throw error
  }
}

function send(req: IncomingMessage, res: ServerResponse, status: number, text: string): void {
  if (res.headersSent) return
  // What was refused unread is not read for the sake of the next request either.
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(text), ...(req.complete ? {} : { connection: 'close' }) })
  res.end(req.method === 'HEAD' ? '' : text, () => {
    if (!req.complete) req.destroy()
  })
}
