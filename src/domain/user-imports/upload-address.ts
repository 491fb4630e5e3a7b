import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { epochSeconds } from '#src/domain/clock.ts'
import { UPLOAD_TIME, type UserImportJob } from './user-import-job.ts'

export type UploadAddressDeps = { publicUrl: string; keyedHash: Pick<KeyedHash, 'sign'> }

const PURPOSE = 'user-import-file'

/** What an address says of a job: which one, and until when a file may be sent. */
export type SignedJob = { poolId: string; jobId: string; expires: string; signature: string }

/** Where the job's file is sent, the same whenever it is asked for; nobody can make one for another job or a later time (Cognito: PreSignedUrl). */
export const uploadAddress = ({ publicUrl, keyedHash }: UploadAddressDeps, { id, poolId, createdAt }: Pick<UserImportJob, 'id' | 'poolId' | 'createdAt'>): string => {
  const expires = String(epochSeconds(createdAt) + UPLOAD_TIME / 1000)
  const signature = keyedHash.sign(PURPOSE, signedText({ poolId, jobId: id, expires }))
  return `${publicUrl}/${poolId}/import/${id}?${new URLSearchParams({ expires, signature }).toString()}`
}

/** Whether the signature was made by `uploadAddress` for this very job and time. */
export const isSigned = (keyedHash: Pick<KeyedHash, 'verify'>, { signature, ...signed }: SignedJob): boolean =>
  keyedHash.verify(PURPOSE, signedText(signed), signature)

const signedText = ({ poolId, jobId, expires }: Omit<SignedJob, 'signature'>): string => JSON.stringify([poolId, jobId, expires])
