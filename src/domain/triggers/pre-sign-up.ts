import { z } from 'zod'
import type { Attributes } from '#src/domain/users/user.ts'
import { parseTriggerResponse } from './parse-trigger-response.ts'
import type { ClientMetadata, TriggerContext, TriggerDeps } from './trigger-context.ts'

const response = z.object({
  autoConfirmUser: z.boolean().nullish(),
  autoVerifyEmail: z.boolean().nullish(),
  autoVerifyPhone: z.boolean().nullish(),
})

export type PreSignUpSource = 'PreSignUp_SignUp' | 'PreSignUp_AdminCreateUser' | 'PreSignUp_ExternalProvider'
export type PreSignUpAnswer = { autoConfirmUser: boolean; autoVerifyEmail: boolean; autoVerifyPhone: boolean }
export type PreSignUpInput = { source: PreSignUpSource; userName: string; userAttributes: Attributes; validationData?: ClientMetadata | undefined }

const NOTHING: PreSignUpAnswer = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false }

/**
 * Asks the pool's function before a user is stored; a refusal stops the sign-up (Cognito: pre sign-up Lambda trigger).
 * Without a function, and for users that an operator creates, nothing is confirmed or verified by it.
 */
export const runPreSignUp = async (deps: TriggerDeps, context: TriggerContext, input: PreSignUpInput): Promise<PreSignUpAnswer> => {
  if (!deps.triggers.has(context.pool, 'PreSignUp')) return NOTHING
  const answer = await deps.triggers.run({
    trigger: 'PreSignUp',
    source: input.source,
    poolId: context.pool.id,
    clientId: context.client?.id ?? null,
    userName: input.userName,
    request: { userAttributes: input.userAttributes, validationData: input.validationData ?? null, clientMetadata: context.clientMetadata ?? {} },
    response: { ...NOTHING },
  })
  const { autoConfirmUser, autoVerifyEmail, autoVerifyPhone } = parseTriggerResponse(response, answer)
  if (input.source === 'PreSignUp_AdminCreateUser') return NOTHING
  return { autoConfirmUser: autoConfirmUser ?? false, autoVerifyEmail: autoVerifyEmail ?? false, autoVerifyPhone: autoVerifyPhone ?? false }
}
