import type { Handler, PreTokenGenerationV2TriggerEvent, PreTokenGenerationV3TriggerEvent } from 'aws-lambda'

/** For people and for machines. */
export const handler: Handler<PreTokenGenerationV2TriggerEvent | PreTokenGenerationV3TriggerEvent> = async (event) => {
  const forMachine = event.triggerSource === 'TokenGeneration_ClientCredentials'
  event.response.claimsAndScopeOverrideDetails = {
    idTokenGeneration: { claimsToAddOrOverride: { plan: 'basic' } },
    accessTokenGeneration: { claimsToAddOrOverride: { tenant: forMachine ? 'machines' : 'north' } },
  }
  return event
}
