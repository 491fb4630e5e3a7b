import type { PreTokenGenerationV2TriggerHandler } from 'aws-lambda'

export const handler: PreTokenGenerationV2TriggerHandler = async (event) => {
  event.response = {
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: { plan: 'basic' }, claimsToSuppress: ['email'] },
      accessTokenGeneration: { claimsToAddOrOverride: { tenant: 'north' }, scopesToAdd: ['orders/read'] },
    },
  }
  return event
}
