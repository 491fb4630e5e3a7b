import type { PreAuthenticationTriggerHandler } from 'aws-lambda'

export const handler: PreAuthenticationTriggerHandler = async (event) => {
  if (event.request.userAttributes['custom:suspended'] === 'true') throw new Error('Account suspended')
  return event
}
