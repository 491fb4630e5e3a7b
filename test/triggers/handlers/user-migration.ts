import type { UserMigrationTriggerHandler } from 'aws-lambda'

/** The directory that people come from. */
const OLD: Record<string, string> = { 'old@example.com': 'Old-Horse-1887', 'older@example.com': 'Older-Horse-1886', 'oldest@example.com': 'Oldest-Horse-1885' }

export const handler: UserMigrationTriggerHandler = async (event) => {
  const known = OLD[event.userName]
  if (known === undefined) throw new Error('Bad user')
  if (event.triggerSource === 'UserMigration_Authentication') {
    if (event.request.password !== known) throw new Error('Bad password')
    event.response.finalUserStatus = 'CONFIRMED'
  }
  event.response.userAttributes = { email: event.userName, email_verified: 'true' }
  event.response.messageAction = 'SUPPRESS'
  return event
}
