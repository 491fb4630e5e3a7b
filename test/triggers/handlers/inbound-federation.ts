import type { InboundFederationTriggerHandler } from 'aws-lambda'

export const handler: InboundFederationTriggerHandler = async (event) => {
  const { idToken } = event.request.attributes
  event.response.userAttributesToMap = { email: idToken?.['email'] ?? '', name: `${idToken?.['given_name']} of ${event.request.providerName}` }
  return event
}
