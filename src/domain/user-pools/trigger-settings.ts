import { z } from 'zod'
import { arn, ARN_PATTERN, text } from '#src/domain/constraint.ts'

const ARN = new RegExp(`^(?:${ARN_PATTERN})$`)

const isHttpUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

/** Where a trigger runs: a function ARN, as in Cognito, or the http(s) address of a function that takes the event as JSON. */
const triggerTarget = text({ min: 10, max: 2048 }).refine(
  (value) => ARN.test(value) || isHttpUrl(value), `Member must satisfy regular expression pattern: ${ARN_PATTERN}`)

const versioned = <V extends string>(versions: readonly [V, ...V[]]) =>
  z.object({ LambdaVersion: z.enum(versions), LambdaArn: triggerTarget })

/** LambdaConfigType. `PreTokenGeneration` and `PreTokenGenerationConfig.LambdaArn` name the same function when both are set. */
export const lambdaConfig = z.object({
  PreSignUp: triggerTarget.exactOptional(),
  CustomMessage: triggerTarget.exactOptional(),
  PostConfirmation: triggerTarget.exactOptional(),
  PreAuthentication: triggerTarget.exactOptional(),
  PostAuthentication: triggerTarget.exactOptional(),
  DefineAuthChallenge: triggerTarget.exactOptional(),
  CreateAuthChallenge: triggerTarget.exactOptional(),
  VerifyAuthChallengeResponse: triggerTarget.exactOptional(),
  PreTokenGeneration: triggerTarget.exactOptional(),
  PreTokenGenerationConfig: versioned(['V1_0', 'V2_0', 'V3_0']).exactOptional(),
  UserMigration: triggerTarget.exactOptional(),
  CustomSMSSender: versioned(['V1_0']).exactOptional(),
  CustomEmailSender: versioned(['V1_0']).exactOptional(),
  InboundFederation: versioned(['V1_0']).exactOptional(),
  KMSKeyID: arn.exactOptional(),
})
