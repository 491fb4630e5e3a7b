import type { CustomMessageTriggerHandler } from 'aws-lambda'

export const handler: CustomMessageTriggerHandler = async (event) => {
  const { codeParameter, usernameParameter } = event.request
  if (event.triggerSource === 'CustomMessage_AdminCreateUser') {
    event.response.emailSubject = 'Come in'
    event.response.emailMessage = `You are ${usernameParameter}, and your first password is ${codeParameter}`
  } else {
    event.response.emailSubject = `A word for ${event.triggerSource}`
    event.response.emailMessage = `The word is ${codeParameter}`
  }
  return event
}
