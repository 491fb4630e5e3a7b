import { type MfaConfig, mfaConfigOf } from './mfa-config.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'

/** Which second factors the pool has and whether they are asked for. ResourceNotFound (Cognito: GetUserPoolMfaConfig). */
export const getUserPoolMfaConfig = async (deps: FindPoolDeps, request: { UserPoolId: string }): Promise<MfaConfig> =>
  mfaConfigOf((await requireUserPool(deps, request.UserPoolId)).settings)
