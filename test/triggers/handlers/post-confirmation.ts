import type { PostConfirmationTriggerHandler } from 'aws-lambda'

/** Written with a callback, as older functions are. */
export const handler: PostConfirmationTriggerHandler = (event, context, callback) => {
  console.log(`${context.functionName} welcomes ${event.userName}`)
  callback(null, event)
}
