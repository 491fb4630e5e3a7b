import { z } from 'zod'
import type { User } from '#src/domain/users/user.ts'
import { parseTriggerResponse } from './parse-trigger-response.ts'
import { type ClientContext, eventUserAttributes, type TriggerDeps } from './trigger-context.ts'

/** One step of a custom sign-in so far, as the functions are told (Cognito: ChallengeResult). */
export type ChallengeResult = { challengeName: string; challengeResult: boolean; challengeMetadata: string | null }

/** Whom a custom sign-in is for; `user` is null when it is pretended for somebody unknown. */
export type CustomAuthParty = { user: User | null; userName: string }

const response = z.object({
  challengeName: z.string().nullish(),
  issueTokens: z.boolean().nullish(),
  failAuthentication: z.boolean().nullish(),
})

export type DefinedChallenge = { challengeName: string | null; issueTokens: boolean; failAuthentication: boolean }

/** Asks the pool's function what is next in a custom sign-in (Cognito: define auth challenge Lambda trigger). InvalidLambdaResponse. */
export const runDefineAuthChallenge = async (
  deps: TriggerDeps, context: ClientContext, party: CustomAuthParty, session: readonly ChallengeResult[],
): Promise<DefinedChallenge> => {
  const answer = await deps.triggers.run({
    trigger: 'DefineAuthChallenge',
    source: 'DefineAuthChallenge_Authentication',
    poolId: context.pool.id,
    clientId: context.client.id,
    userName: party.userName,
    request: { ...customAuthRequest(context, party), session },
    response: { challengeName: null, issueTokens: null, failAuthentication: null },
  })
  const { challengeName, issueTokens, failAuthentication } = parseTriggerResponse(response, answer)
  return { challengeName: challengeName || null, issueTokens: issueTokens ?? false, failAuthentication: failAuthentication ?? false }
}

/** The members that the three functions of a custom sign-in share. */
export const customAuthRequest = (context: ClientContext, { user }: CustomAuthParty) => ({
  userAttributes: user ? eventUserAttributes(user) : {},
  userNotFound: user === null,
  clientMetadata: context.clientMetadata ?? {},
})
