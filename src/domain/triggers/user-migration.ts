import { z } from 'zod'
import { parseTriggerResponse } from './parse-trigger-response.ts'
import type { TriggerContext, TriggerDeps } from './trigger-context.ts'

const response = z.object({
  userAttributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String).nullable()).nullish(),
  finalUserStatus: z.enum(['CONFIRMED', 'RESET_REQUIRED']).nullish(),
  messageAction: z.enum(['SUPPRESS', 'RESEND']).nullish(),
  desiredDeliveryMediums: z.array(z.enum(['EMAIL', 'SMS'])).nullish(),
  forceAliasCreation: z.boolean().nullish(),
  enableSMSMFA: z.boolean().nullish(),
})

export type MigratedUser = {
  attributes: Record<string, string>
  finalUserStatus: 'CONFIRMED' | 'RESET_REQUIRED'
  suppressMessage: boolean
  desiredDeliveryMediums: ('EMAIL' | 'SMS')[]
  forceAliasCreation: boolean
  enableSmsMfa: boolean
}

export type UserMigrationInput =
  | { source: 'UserMigration_Authentication'; userName: string; password: string }
  | { source: 'UserMigration_ForgotPassword'; userName: string }

/**
 * Asks the pool's function for a user that is not here yet; null when it knows none, told by an empty response
 * (Cognito: migrate user Lambda trigger). `userName` is what was typed; the password goes only to a sign-in.
 */
export const runUserMigration = async (deps: TriggerDeps, context: TriggerContext, input: UserMigrationInput): Promise<MigratedUser | null> => {
  if (!deps.triggers.has(context.pool, 'UserMigration')) return null
  const metadata = context.clientMetadata ?? {}
  const forSignIn = input.source === 'UserMigration_Authentication'
  const answer = await deps.triggers.run({
    trigger: 'UserMigration',
    source: input.source,
    poolId: context.pool.id,
    clientId: context.client?.id ?? null,
    userName: input.userName,
    request: forSignIn ? { password: input.password, validationData: metadata, clientMetadata: metadata } : { validationData: metadata, clientMetadata: metadata },
    response: { userAttributes: null, finalUserStatus: null, messageAction: null, desiredDeliveryMediums: null, forceAliasCreation: null, enableSMSMFA: null },
  })
  const migrated = parseTriggerResponse(response, answer)
  if (!migrated.userAttributes) return null
  const given = Object.entries(migrated.userAttributes).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== '')
  return {
    attributes: Object.fromEntries(given),
    finalUserStatus: migrated.finalUserStatus ?? 'RESET_REQUIRED',
    suppressMessage: migrated.messageAction === 'SUPPRESS',
    desiredDeliveryMediums: migrated.desiredDeliveryMediums ?? ['SMS'],
    forceAliasCreation: migrated.forceAliasCreation ?? false,
    enableSmsMfa: migrated.enableSMSMFA ?? false,
  }
}
