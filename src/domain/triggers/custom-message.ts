import { z } from 'zod'
import { DomainError } from '#src/domain/domain-error.ts'
import type { User } from '#src/domain/users/user.ts'
import { parseTriggerResponse } from './parse-trigger-response.ts'
import { eventUserAttributes, type TriggerContext, type TriggerDeps } from './trigger-context.ts'

const response = z.object({
  smsMessage: z.string().max(140).nullish(),
  emailMessage: z.string().max(20_000).nullish(),
  emailSubject: z.string().max(140).nullish(),
})

export type CustomMessageSource =
  | 'CustomMessage_SignUp' | 'CustomMessage_AdminCreateUser' | 'CustomMessage_ResendCode' | 'CustomMessage_ForgotPassword'
  | 'CustomMessage_UpdateUserAttribute' | 'CustomMessage_VerifyUserAttribute' | 'CustomMessage_Authentication'

export const CODE_PARAMETER = '{####}'
export const LINK_PARAMETER = '{##Click Here##}'
export const USERNAME_PARAMETER = '{username}'

export type CustomMessage = { smsMessage: string | null; emailMessage: string | null; emailSubject: string | null }

/**
 * Asks the pool's function for its words of a message; null members mean the pool's own template (Cognito: custom message Lambda
 * trigger). InvalidLambdaResponse when the words have no place for the code (or link, or invited user name), and for words of a mail
 * while EmailSendingAccount is not DEVELOPER.
 */
export const runCustomMessage = async (
  deps: TriggerDeps, context: TriggerContext, input: { source: CustomMessageSource; user: User; byLink: boolean },
): Promise<CustomMessage | null> => {
  if (!deps.triggers.has(context.pool, 'CustomMessage')) return null
  const invitation = input.source === 'CustomMessage_AdminCreateUser'
  const answer = await deps.triggers.run({
    trigger: 'CustomMessage',
    source: input.source,
    poolId: context.pool.id,
    clientId: context.client?.id ?? null,
    userName: input.user.username,
    request: {
      userAttributes: eventUserAttributes(input.user),
      codeParameter: CODE_PARAMETER,
      linkParameter: LINK_PARAMETER,
      usernameParameter: invitation ? USERNAME_PARAMETER : null,
      clientMetadata: context.clientMetadata ?? {},
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  })
  const { smsMessage, emailMessage, emailSubject } = parseTriggerResponse(response, answer)
  if ((emailMessage || emailSubject) && context.pool.settings.EmailConfiguration.EmailSendingAccount !== 'DEVELOPER') throw refused('words of a mail need EmailSendingAccount DEVELOPER')
  requirePlaces(smsMessage, [CODE_PARAMETER, ...(invitation ? [USERNAME_PARAMETER] : [])])
  requirePlaces(emailMessage, input.byLink ? [] : [CODE_PARAMETER, ...(invitation ? [USERNAME_PARAMETER] : [])])
  if (emailMessage && input.byLink && !/\{##[^{}]*##\}/.test(emailMessage)) throw noPlace(LINK_PARAMETER)
  return { smsMessage: smsMessage || null, emailMessage: emailMessage || null, emailSubject: emailSubject || null }
}

const requirePlaces = (message: string | null | undefined, places: string[]): void => {
  const missing = message ? places.find((place) => !message.includes(place)) : undefined
  if (missing) throw noPlace(missing)
}

const noPlace = (place: string): DomainError => refused(`the custom message lacks ${place}`)

const refused = (cause: string): DomainError => new DomainError('InvalidLambdaResponse', 'Unrecognizable lambda output', { reason: 'trigger-response', cause })
