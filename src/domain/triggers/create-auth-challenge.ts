import { z } from 'zod'
import { type ChallengeResult, type CustomAuthParty, customAuthRequest } from './define-auth-challenge.ts'
import { parseTriggerResponse } from './parse-trigger-response.ts'
import type { ClientContext, TriggerDeps } from './trigger-context.ts'

const LONGEST_KEPT = 64 * 1024
const LONGEST_METADATA = 2048
const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String).nullable()).nullish()
const response = z.object({
  publicChallengeParameters: parameters,
  // Both are kept until the answer, and all metadata are told to each function of the sign-in.
  privateChallengeParameters: parameters.refine((kept) => JSON.stringify(kept ?? null).length <= LONGEST_KEPT),
  challengeMetadata: z.string().max(LONGEST_METADATA).nullish(),
})

export type CreatedChallenge = {
  /** For the client. */
  shown: Record<string, string>
  /** For the function that verifies the answer: often the answer itself. */
  kept: Record<string, string>
  metadata: string | null
}

/** Asks the pool's function for a challenge of its own (Cognito: create auth challenge Lambda trigger). InvalidLambdaResponse. */
export const runCreateAuthChallenge = async (
  deps: TriggerDeps, context: ClientContext, party: CustomAuthParty, session: readonly ChallengeResult[],
): Promise<CreatedChallenge> => {
  const answer = await deps.triggers.run({
    trigger: 'CreateAuthChallenge',
    source: 'CreateAuthChallenge_Authentication',
    poolId: context.pool.id,
    clientId: context.client.id,
    userName: party.userName,
    request: { ...customAuthRequest(context, party), challengeName: 'CUSTOM_CHALLENGE', session },
    response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  })
  const { publicChallengeParameters, privateChallengeParameters, challengeMetadata } = parseTriggerResponse(response, answer)
  return { shown: withoutNulls(publicChallengeParameters), kept: withoutNulls(privateChallengeParameters), metadata: challengeMetadata ?? null }
}

const withoutNulls = (given: Record<string, string | null> | null | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(given ?? {}).filter((entry): entry is [string, string] => entry[1] !== null))
