import type { CreateAuthChallengeTriggerHandler } from 'aws-lambda'

export const handler: CreateAuthChallengeTriggerHandler = async (event) => {
  if (event.request.challengeName === 'CUSTOM_CHALLENGE') {
    event.response.publicChallengeParameters = { title: 'What do you get if you multiply six by nine?' }
    event.response.privateChallengeParameters = { answer: 'forty-two' }
    event.response.challengeMetadata = 'RIDDLE'
  }
  return event
}
