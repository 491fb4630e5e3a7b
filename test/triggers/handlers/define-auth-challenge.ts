import type { DefineAuthChallengeTriggerHandler } from 'aws-lambda'

/** One riddle, three tries. */
export const handler: DefineAuthChallengeTriggerHandler = async (event) => {
  const { session } = event.request
  const last = session.at(-1)
  event.response.issueTokens = last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult
  event.response.failAuthentication = !event.response.issueTokens && session.length >= 3
  if (!event.response.issueTokens && !event.response.failAuthentication) event.response.challengeName = 'CUSTOM_CHALLENGE'
  return event
}
