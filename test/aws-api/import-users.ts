import assert from 'node:assert/strict'
import type { PasswordHashingAlgorithmType, UserImportJobType } from '@aws-sdk/client-cognito-identity-provider'
import { until } from '#test/reliability/until.ts'
import type { AwsApi } from './open-aws-api.ts'

export const ROLE = 'arn:aws:iam::123456789012:role/import'

/** A file of rows, of which only what is given has values. */
export function csvOf(columns: readonly string[], rows: readonly Record<string, string>[]): string {
  const lines = rows.map((row) => columns.map((column) => (row[column] ?? '').replaceAll(',', '\\,')).join(','))
  return [columns.join(','), ...lines, ''].join('\n')
}

/** A row of somebody whose address is verified. */
export const person = (name: string, more: Record<string, string> = {}): Record<string, string> => ({
  'cognito:username': name, email: `${name}@example.com`, email_verified: 'TRUE', 'cognito:mfa_enabled': 'FALSE', ...more,
})

/** A job with its file uploaded, not started. */
export async function uploadedJob({ sdk }: Pick<AwsApi, 'sdk'>, UserPoolId: string, file: string | Uint8Array<ArrayBuffer>, PasswordHashingAlgorithm?: PasswordHashingAlgorithmType) {
  const { UserImportJob } = await sdk.createUserImportJob({ UserPoolId, JobName: 'people', CloudWatchLogsRoleArn: ROLE, PasswordHashingAlgorithm })
  const { JobId, PreSignedUrl = '' } = UserImportJob ?? assert.fail()
  const stored = await fetch(PreSignedUrl, { method: 'PUT', body: file, headers: { 'x-amz-server-side-encryption': 'aws:kms' } })
  assert.equal(stored.status, 200, await stored.text())
  return { UserPoolId, JobId, url: PreSignedUrl }
}

/** The job once it has ended. */
export async function ended({ sdk }: Pick<AwsApi, 'sdk'>, { UserPoolId, JobId }: { UserPoolId: string; JobId: string | undefined }): Promise<UserImportJobType> {
  const running = ['Created', 'Pending', 'InProgress', 'Stopping']
  let job: UserImportJobType | undefined
  await until('the import job ends', async () => {
    job = (await sdk.describeUserImportJob({ UserPoolId, JobId })).UserImportJob
    return !running.includes(job?.Status ?? '')
  })
  return job ?? assert.fail()
}

/** Imports a file from its upload to the end of the job; with what is told of its rows. */
export async function importFile(api: Pick<AwsApi, 'sdk'>, UserPoolId: string, file: string | Uint8Array<ArrayBuffer>, algorithm?: PasswordHashingAlgorithmType) {
  const job = await uploadedJob(api, UserPoolId, file, algorithm)
  await api.sdk.startUserImportJob({ UserPoolId, JobId: job.JobId })
  const end = await ended(api, job)
  const log = await (await fetch(job.url)).text()
  return { ...end, counts: [end.ImportedUsers, end.SkippedUsers, end.FailedUsers], log: log.split('\n').slice(0, -1) }
}
