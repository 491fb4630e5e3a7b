import { z } from 'zod'
import { analyticsMetadata, clientMetadata, session, stringMap, userContextData } from '#src/aws-api/members.ts'
import { clientId, text } from '#src/domain/constraint.ts'
import { ANSWERABLE } from './respond-to-auth-challenge.ts'

/** What an application's server tells of its user's request (Cognito: ContextDataType); read for its form alone. */
const contextData = z.object({
  IpAddress: text({ max: 131_072 }),
  ServerName: text({ max: 131_072 }),
  ServerPath: text({ max: 131_072 }),
  HttpHeaders: z.array(z.object({ headerName: text({ max: 131_072 }).exactOptional(), headerValue: text({ max: 131_072 }).exactOptional() })),
  EncodedData: text({ max: 131_072 }).exactOptional(),
}).exactOptional()

/** Longer than any name; beyond it nobody is looked up, and nothing is kept for the next step. */
const LONGEST_NAME = 512
const DEVICE_KEY = /^[\w-]+_[0-9a-f-]+$/

export type AuthParameters = Readonly<Record<string, string>>

/** AuthParameters and ChallengeResponses, with limits for what a sign-in keeps of them. */
const parameters = stringMap
  .refine(({ USERNAME = '' }) => USERNAME.length <= LONGEST_NAME, `Member must have length less than or equal to ${LONGEST_NAME}`)
  .refine(({ DEVICE_KEY: key = '' }) => key === '' || (key.length <= 55 && DEVICE_KEY.test(key)), `Member must satisfy regular expression pattern: ${DEVICE_KEY.source}`)

const common = { ClientId: clientId, AnalyticsMetadata: analyticsMetadata, ClientMetadata: clientMetadata }
const ofUser = { UserContextData: userContextData }
const ofServer = { ContextData: contextData }

const initiate = {
  ...common,
  AuthFlow: z.enum(['USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN', 'CUSTOM_AUTH', 'ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'USER_AUTH']),
  AuthParameters: parameters.default({}),
  Session: session.exactOptional(),
}
const respond = { ...common, ChallengeName: z.enum(ANSWERABLE), ChallengeResponses: parameters.default({}), Session: session.exactOptional() }

/** Members of InitiateAuth, RespondToAuthChallenge, and of their siblings for servers but the pool. */
export const initiateMembers = { ...initiate, ...ofUser }
export const adminInitiateMembers = { ...initiate, ...ofServer }
export const respondMembers = { ...respond, ...ofUser }
export const adminRespondMembers = { ...respond, ...ofServer }
