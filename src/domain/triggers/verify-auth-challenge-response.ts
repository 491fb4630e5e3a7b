import { z } from 'zod'
import { type CustomAuthParty, customAuthRequest } from './define-auth-challenge.ts'
import { parseTriggerResponse } from './parse-trigger-response.ts'
import type { ClientContext, TriggerDeps } from './trigger-context.ts'

const response = z.object({ answerCorrect: z.boolean().nullish() })

/** Asks the pool's function whether an answer to its challenge is right (Cognito: verify auth challenge response Lambda trigger). InvalidLambdaResponse. */
export const runVerifyAuthChallengeResponse = async (
  deps: TriggerDeps, context: ClientContext, party: CustomAuthParty, input: { kept: Readonly<Record<string, string>>; answer: string },
): Promise<boolean> => {
  const answer = await deps.triggers.run({
    trigger: 'VerifyAuthChallengeResponse',
    source: 'VerifyAuthChallengeResponse_Authentication',
    poolId: context.pool.id,
    clientId: context.client.id,
    userName: party.userName,
    request: { ...customAuthRequest(context, party), privateChallengeParameters: input.kept, challengeAnswer: input.answer },
    response: { answerCorrect: null },
  })
  return parseTriggerResponse(response, answer).answerCorrect ?? false
}
