import type { VerifyAuthChallengeResponseTriggerHandler } from 'aws-lambda'

export const handler: VerifyAuthChallengeResponseTriggerHandler = async (event) => {
  event.response.answerCorrect = event.request.challengeAnswer === event.request.privateChallengeParameters['answer']
  return event
}
