import type { PreSignUpTriggerHandler } from 'aws-lambda'

/** Invited addresses need no code; others are asked for one; some are not wanted. */
export const handler: PreSignUpTriggerHandler = async (event) => {
  const email = event.request.userAttributes['email'] ?? ''
  if (email.endsWith('@blocked.example.com')) throw new Error('This address cannot sign up')
  if (event.triggerSource === 'PreSignUp_SignUp' && event.request.clientMetadata?.['invitation'] === 'accepted') {
    event.response.autoConfirmUser = true
    event.response.autoVerifyEmail = true
  }
  return event
}
