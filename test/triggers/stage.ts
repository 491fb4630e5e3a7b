import type { TestContext } from 'node:test'
import type { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import type { TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { browserFor, exchangeCode, signInHosted, type TokenAnswer } from '#test/drive/application.ts'
import { codeOf } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse, type PoolhouseOptions } from '#test/drive/open-poolhouse.ts'
import { createTestTriggers, type TestTriggers } from '#test/test-triggers.ts'

const KMSKeyID = 'arn:aws:kms:us-east-1:123456789012:key/4f2c'
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:tokens'
const SYNCHRONOUS: readonly TriggerName[] = ['PreSignUp', 'PostConfirmation', 'PreAuthentication', 'PostAuthentication', 'UserMigration', 'CustomMessage', 'PreTokenGeneration']
const riddle: TestTriggers['functions'] = {
  DefineAuthChallenge: ({ request }) => ((request.session as { challengeResult: boolean }[]).at(-1)?.challengeResult ? { issueTokens: true } : { challengeName: 'CUSTOM_CHALLENGE' }),
  CreateAuthChallenge: () => ({ publicChallengeParameters: { title: 'Six times nine?' }, privateChallengeParameters: { answer: '42' } }),
  VerifyAuthChallengeResponse: ({ request }) => ({ answerCorrect: request.challengeAnswer === '42' }),
}

/** A pool of people with names and aliases, whose functions a test gives, and the AWS SDK at its server. */
export type Stage = { poolhouse: Poolhouse; sdk: CognitoIdentityProvider; triggers: TestTriggers; ClientId: string; UserPoolId: string }

/** With functions for each trigger that answer nothing, or those that a test names instead. */
export async function setStage(t: TestContext, functions?: TestTriggers['functions'], change: PoolhouseOptions = {}): Promise<Stage> {
  const triggers = createTestTriggers(functions ?? { ...Object.fromEntries(SYNCHRONOUS.map((name) => [name, () => ({})])), ...riddle })
  const poolhouse = await openPoolhouse(t, {
    ...change, triggers, variables: { CODE_KEYS: `${KMSKeyID}=aes:${Buffer.alloc(32, 7).toString('base64')}` },
    pool: {
      UsernameAttributes: [], AliasAttributes: ['email'], EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' }, LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V3_0', LambdaArn: ARN }, KMSKeyID },
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } }, ...change.pool,
    },
  })
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  return { poolhouse, sdk, triggers, ClientId: poolhouse.client.id, UserPoolId: poolhouse.pool.id }
}

/** As the SDK takes it. */
export const email = (name: string) => [{ Name: 'email', Value: `${name}@example.com` }]
/** The newest code for somebody. */
export const codeFor = async ({ poolhouse }: Stage, username: string) => (await poolhouse.message({ username })).code ?? ''
/** InitiateAuth. */
export const byPassword = ({ sdk, ClientId }: Stage, USERNAME: string, password = PASSWORD) =>
  sdk.initiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: password } })
/** Somebody who is known before what is looked at begins. */
export const known = async ({ poolhouse, triggers }: Stage, name: string) => {
  const user = await poolhouse.addUser(name)
  triggers.calls.length = 0
  return user
}
/** Lets the function of the pool know somebody of that name. */
export const migrating = ({ triggers }: Stage, name: string) => {
  triggers.functions.UserMigration = () => ({ userAttributes: { username: name, email: `${name}@example.com`, email_verified: 'true' }, finalUserStatus: 'CONFIRMED' })
}
/** Signs in on the pages and redeems the code. */
export const hostedTokens = async ({ poolhouse: { application } }: Stage, username: string): Promise<TokenAnswer['body']> =>
  (await exchangeCode(application, codeOf(await signInHosted(browserFor(application), application, { username, password: PASSWORD })))).body
