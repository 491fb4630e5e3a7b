import type { PreTokenGenerationTriggerHandler } from 'aws-lambda'

export const handler: PreTokenGenerationTriggerHandler = async (event) => {
  event.response = {
    claimsOverrideDetails: {
      claimsToAddOrOverride: { plan: 'basic' },
      claimsToSuppress: ['email'],
      groupOverrideDetails: { ...event.request.groupConfiguration, groupsToOverride: ['readers'] },
    },
  }
  return event
}
