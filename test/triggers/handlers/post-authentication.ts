import type { PostAuthenticationTriggerHandler } from 'aws-lambda'

export const handler: PostAuthenticationTriggerHandler = async (event) => {
  console.log('signed in', event.userName, 'with a new device:', event.request.newDeviceUsed)
  return event
}
