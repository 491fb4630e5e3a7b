import assert from 'node:assert/strict'
import type { AuthenticationResultType, LambdaConfigType, UpdateUserPoolRequest } from '@aws-sdk/client-cognito-identity-provider'
import type { TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import { askForTokens, beginAuthorize, browserFor, exchangeCode, refresh, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf, type Stop } from '#test/drive/hosted-browser.ts'
import { PASSWORD } from '#test/drive/open-poolhouse.ts'
import type { HostileStage } from './hostile-stage.ts'
import { arnOf } from './register-functions.ts'

/** A moment at which a function can stop or change something. */
export type Place = {
  what: string
  trigger: TriggerName
  /** Who is told that it went wrong: a program by the API or by OAuth, or a person by a page. */
  wire: 'api' | 'oauth' | 'page'
  /** The functions that lead there, and what the pool needs besides. */
  beside?: LambdaConfigType
  settings?: Partial<UpdateUserPoolRequest>
  /** Makes ready while everything is well; what it returns is done once the function goes wrong. */
  ready(stage: HostileStage, person: string): Promise<() => Promise<unknown>>
  /** Tables that change all the same. */
  leaves?: readonly string[]
  /** What holds afterwards, with a function that is well again. */
  after?(stage: HostileStage, person: string): Promise<unknown>
  /** What a person is told when the function refuses, where that is not quoted. */
  quiet?: string
}

const NEW = 'Newer-Horse-10'
const ofEmail = (Value: string) => [{ Name: 'email', Value }]
const named = ({ pool }: HostileStage, Username: string) => ({ UserPoolId: pool.id, Username })
const ofClient = ({ client }: HostileStage, Username: string) => ({ ClientId: client.id, Username })
const codeFor = async ({ message }: HostileStage, to: string): Promise<string> => (await message({ to })).code ?? ''
const tokensOf = async (stage: HostileStage, person: string) => (await stage.addUser(person), (await stage.signIn(person)).AuthenticationResult ?? assert.fail('No tokens.'))
const begin = ({ sdk, client }: HostileStage, USERNAME: string) => sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME } })
const answer = ({ sdk, client }: HostileStage, USERNAME: string, Session: string | undefined) =>
  sdk.respondToAuthChallenge({ ClientId: client.id, ChallengeName: 'CUSTOM_CHALLENGE', Session, ChallengeResponses: { USERNAME, ANSWER: '42' } })
/** No sign-in of that person lives. */
const signedOut = async (stage: HostileStage, person: string) => {
  const { id } = await stage.findUser(person)
  assert.deepEqual(await stage.opened.prisma.$queryRawUnsafe('SELECT 1 FROM token_families WHERE user_id = $1::uuid AND revoked_at IS NULL', id), [])
}
const signsIn = async (stage: HostileStage, person: string, password = PASSWORD) => assert.ok((await stage.signIn(person, password)).AuthenticationResult?.AccessToken)
const statusOf = async (stage: HostileStage, person: string) => (await stage.findUser(person)).status
const resets = async (stage: HostileStage, person: string, code: string) => {
  await stage.sdk.confirmForgotPassword({ ...ofClient(stage, person), ConfirmationCode: code, Password: NEW })
}
const riddle: LambdaConfigType = { DefineAuthChallenge: arnOf('define'), CreateAuthChallenge: arnOf('create'), VerifyAuthChallengeResponse: arnOf('verify') }

const POST_CONFIRMATION: readonly Place[] = [
  {
    what: 'ConfirmSignUp, which has happened by then', trigger: 'PostConfirmation', wire: 'api', leaves: ['users', 'verification_codes'],
    async ready(stage, person) {
      await stage.signUp(person)
      const code = await codeFor(stage, person)
      return () => stage.sdk.confirmSignUp({ ...ofClient(stage, person), ConfirmationCode: code })
    },
    after: signsIn,
  },
  {
    what: 'AdminConfirmSignUp, which has happened by then', trigger: 'PostConfirmation', wire: 'api', leaves: ['users'],
    ready: async (stage, person) => (await stage.signUp(person), () => stage.sdk.adminConfirmSignUp(named(stage, person))),
    after: signsIn,
  },
  {
    what: 'SignUp that another function confirms', trigger: 'PostConfirmation', wire: 'api', beside: { PreSignUp: arnOf('confirms') }, leaves: ['user_names', 'users'],
    ready: (stage, person) => Promise.resolve(() => stage.signUp(person)),
    after: signsIn,
  },
  {
    what: 'ConfirmForgotPassword, which has happened by then', trigger: 'PostConfirmation', wire: 'api', leaves: ['outbox_messages', 'users', 'verification_codes'],
    async ready(stage, person) {
      await stage.addUser(person)
      await stage.sdk.forgotPassword(ofClient(stage, person))
      const code = await codeFor(stage, person)
      return () => resets(stage, person, code)
    },
    after: (stage, person) => signsIn(stage, person, NEW),
  },
  {
    what: 'the page that confirms', trigger: 'PostConfirmation', wire: 'page', leaves: ['users', 'verification_codes'],
    async ready({ application, ...stage }, person) {
      const browser = browserFor(application)
      const page = pageOf(await signUpHosted(browser, application, { email: person, password: PASSWORD }), 'confirm')
      const { code } = await stage.message({ to: person })
      return () => browser.submit(page, 'confirm-sign-up', { username: person, code: code ?? '' })
    },
    after: async (stage, person) => assert.equal(await statusOf(stage, person), 'CONFIRMED'),
  },
]

const SIGN_UP: readonly Place[] = [
  { what: 'SignUp', trigger: 'PreSignUp', wire: 'api', ready: (stage, person) => Promise.resolve(() => stage.signUp(person)) },
  {
    what: 'AdminCreateUser', trigger: 'PreSignUp', wire: 'api',
    ready: (stage, person) => Promise.resolve(() => stage.sdk.adminCreateUser({ ...named(stage, person), UserAttributes: ofEmail(person), DesiredDeliveryMediums: ['EMAIL'] })),
  },
  {
    what: 'the page to sign up', trigger: 'PreSignUp', wire: 'page',
    ready: ({ application }, person) => Promise.resolve(() => signUpHosted(browserFor(application), application, { email: person, password: PASSWORD })),
  },
]

const SIGN_IN: readonly Place[] = [
  ...(['PreAuthentication', 'PostAuthentication'] as const).flatMap((trigger): Place[] => [
    { what: 'a sign-in', trigger, wire: 'api', ready: async (stage, person) => (await stage.addUser(person), () => stage.signIn(person)), after: signsIn },
    {
      what: 'the page to sign in', trigger, wire: 'page',
      async ready({ application, addUser }, username) {
        await addUser(username)
        return () => signInHosted(browserFor(application), application, { username, password: PASSWORD })
      },
      after: signsIn,
    },
  ]),
  {
    what: 'a sign-in by somebody who is elsewhere', trigger: 'UserMigration', wire: 'api',
    ready: (stage, person) => Promise.resolve(() => stage.signIn(person)),
  },
  {
    what: 'the page to sign in, for somebody who is elsewhere', trigger: 'UserMigration', wire: 'page', quiet: 'wrong_credentials',
    ready: ({ application }, username) => Promise.resolve(() => signInHosted(browserFor(application), application, { username, password: PASSWORD })),
  },
  { what: 'ForgotPassword of somebody who is elsewhere', trigger: 'UserMigration', wire: 'api', ready: (stage, person) => Promise.resolve(() => stage.sdk.forgotPassword(ofClient(stage, person))) },
]

const CHALLENGES: readonly Place[] = [
  { what: 'the beginning of a custom sign-in', trigger: 'DefineAuthChallenge', wire: 'api', beside: riddle, ready: async (stage, person) => (await stage.addUser(person), () => begin(stage, person)) },
  { what: 'the challenge of a custom sign-in', trigger: 'CreateAuthChallenge', wire: 'api', beside: riddle, ready: async (stage, person) => (await stage.addUser(person), () => begin(stage, person)) },
  ...(['VerifyAuthChallengeResponse', 'DefineAuthChallenge'] as const).flatMap((trigger): Place[] => [
    {
      what: 'an answer to a custom challenge', trigger, wire: 'api', beside: riddle, leaves: ['sign_in_attempts'],
      async ready(stage, person) {
        await stage.addUser(person)
        const { Session } = await begin(stage, person)
        return () => answer(stage, person, Session)
      },
      after: async (stage, person) => {
        const { Session } = await begin(stage, person)
        assert.ok((await answer(stage, person, Session)).AuthenticationResult)
      },
    },
    {
      what: 'the page with a custom challenge', trigger, wire: 'page', beside: riddle, leaves: ['sign_in_attempts'],
      async ready({ application, addUser }, username) {
        await addUser(username)
        const browser = browserFor(application)
        const page = pageOf(await browser.submit(pageOf(await beginAuthorize(browser, application), 'sign-in'), 'custom-sign-in', { username }), 'custom-challenge')
        return () => browser.submit(page, 'custom-challenge', { round: page.view.round, answer: '42' })
      },
    },
  ]),
]

/** The code of before goes on, since nobody was sent another one. */
const MESSAGES: readonly Place[] = [
  {
    what: 'the message after SignUp', trigger: 'CustomMessage', wire: 'api', leaves: ['user_names', 'users'],
    ready: (stage, person) => Promise.resolve(() => stage.signUp(person)),
    async after(stage, person) {
      await stage.sdk.resendConfirmationCode(ofClient(stage, person))
      await stage.sdk.confirmSignUp({ ...ofClient(stage, person), ConfirmationCode: await codeFor(stage, person) })
    },
  },
  {
    what: 'ResendConfirmationCode', trigger: 'CustomMessage', wire: 'api',
    async ready(stage, person) {
      await stage.signUp(person)
      return () => stage.sdk.resendConfirmationCode(ofClient(stage, person))
    },
    after: async (stage, person) => stage.sdk.confirmSignUp({ ...ofClient(stage, person), ConfirmationCode: await codeFor(stage, person) }),
  },
  {
    what: 'ForgotPassword', trigger: 'CustomMessage', wire: 'api',
    async ready(stage, person) {
      await stage.addUser(person)
      await stage.sdk.forgotPassword(ofClient(stage, person))
      await codeFor(stage, person)
      return () => stage.sdk.forgotPassword(ofClient(stage, person))
    },
    after: async (stage, person) => resets(stage, person, await codeFor(stage, person)),
  },
  {
    what: 'the page for a forgotten password', trigger: 'CustomMessage', wire: 'page',
    async ready({ application, addUser }, username) {
      await addUser(username)
      const browser = browserFor(application)
      const { view } = pageOf(await beginAuthorize(browser, application), 'sign-in')
      const page = pageOf(await browser.open(new URL(view.frame.links.forgotPassword ?? '', application.publicUrl).href), 'forgot-password')
      return () => browser.submit(page, 'forgot-password', { username })
    },
  },
  {
    what: 'AdminResetUserPassword', trigger: 'CustomMessage', wire: 'api', leaves: ['users'],
    ready: async (stage, person) => (await stage.addUser(person), () => stage.sdk.adminResetUserPassword(named(stage, person))),
    async after(stage, person) {
      await stage.sdk.adminResetUserPassword(named(stage, person))
      await resets(stage, person, await codeFor(stage, person))
    },
  },
  {
    what: 'the invitation after AdminCreateUser', trigger: 'CustomMessage', wire: 'api', leaves: ['user_names', 'users'],
    ready: (stage, person) => Promise.resolve(() => stage.sdk.adminCreateUser({ ...named(stage, person), UserAttributes: ofEmail(person), DesiredDeliveryMediums: ['EMAIL'] })),
    after: async (stage, person) => {
      await stage.sdk.adminCreateUser({ ...named(stage, person), MessageAction: 'RESEND', DesiredDeliveryMediums: ['EMAIL'] })
      assert.ok(await codeFor(stage, person))
    },
  },
  {
    what: 'GetUserAttributeVerificationCode', trigger: 'CustomMessage', wire: 'api',
    async ready(stage, person) {
      const { AccessToken } = await tokensOf(stage, person)
      return () => stage.sdk.getUserAttributeVerificationCode({ AccessToken, AttributeName: 'email' })
    },
  },
  {
    what: 'UpdateUserAttributes, which has happened by then', trigger: 'CustomMessage', wire: 'api', leaves: ['user_names', 'users', 'outbox_messages'],
    async ready(stage, person) {
      const { AccessToken } = await tokensOf(stage, person)
      return () => stage.sdk.updateUserAttributes({ AccessToken, UserAttributes: ofEmail(`new-${person}`) })
    },
    after: async (stage, person) => assert.equal((await stage.findUser(`new-${person}`)).attributes['email_verified'], 'false'),
  },
  {
    what: 'the code of a sign-in', trigger: 'CustomMessage', wire: 'api', settings: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } },
    async ready(stage, person) {
      await stage.addUser(person)
      return () => stage.sdk.initiateAuth({ ClientId: stage.client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: person, PREFERRED_CHALLENGE: 'EMAIL_OTP' } })
    },
  },
]

/** By the person whose refresh it is. */
const refreshes = new Map<string, () => Promise<{ AuthenticationResult?: AuthenticationResultType | undefined }>>()
const TOKENS: readonly Place[] = [
  { what: 'the tokens of a sign-in', trigger: 'PreTokenGeneration', wire: 'api', ready: async (stage, person) => (await stage.addUser(person), () => stage.signIn(person)), leaves: ['refresh_tokens', 'token_families'], after: signedOut },
  {
    what: 'a refresh at the token endpoint', trigger: 'PreTokenGeneration', wire: 'oauth',
    async ready(stage, person) {
      const { RefreshToken = '' } = await tokensOf(stage, person)
      return () => refresh(stage.application, RefreshToken)
    },
  },
  {
    what: 'a refresh that rotates, which spends nothing', trigger: 'PreTokenGeneration', wire: 'api',
    async ready(stage, person) {
      const { sdk, pool } = stage
      await stage.addUser(person)
      const { UserPoolClient } = await sdk.createUserPoolClient({ UserPoolId: pool.id, ClientName: 'rotating', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } })
      const ClientId = UserPoolClient?.ClientId ?? ''
      const { AuthenticationResult } = await sdk.initiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: person, PASSWORD } })
      const again = () => sdk.getTokensFromRefreshToken({ ClientId, RefreshToken: AuthenticationResult?.RefreshToken })
      refreshes.set(person, again)
      return again
    },
    after: async (_stage, person) => assert.ok((await refreshes.get(person)?.())?.AuthenticationResult?.AccessToken),
  },
  {
    what: 'a code at the token endpoint', trigger: 'PreTokenGeneration', wire: 'oauth', leaves: ['refresh_tokens', 'token_families'],
    async ready({ application, addUser }, username) {
      await addUser(username)
      const code = codeOf(await signInHosted(browserFor(application), application, { username, password: PASSWORD }))
      return () => exchangeCode(application, code)
    },
  },
  {
    what: 'the tokens of a machine', trigger: 'PreTokenGeneration', wire: 'oauth',
    async ready({ application, sdk, pool }, person) {
      const Identifier = `api-${person}`
      await sdk.createResourceServer({ UserPoolId: pool.id, Identifier, Name: 'api', Scopes: [{ ScopeName: 'read', ScopeDescription: 'r' }] })
      const { UserPoolClient } = await sdk.createUserPoolClient({ UserPoolId: pool.id, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: [`${Identifier}/read`] })
      return () => askForTokens({ ...application, clientId: UserPoolClient?.ClientId ?? '' }, { grant_type: 'client_credentials', client_secret: UserPoolClient?.ClientSecret ?? '' })
    },
  },
]

export const PLACES: readonly Place[] = [...SIGN_UP, ...POST_CONFIRMATION, ...SIGN_IN, ...CHALLENGES, ...MESSAGES, ...TOKENS]

/** What somebody at a page is told. */
export const toldOnPage = (stop: Stop): { name: string | undefined; message: string | undefined } => {
  assert.equal(stop.kind, 'page')
  const summary = stop.kind === 'page' ? stop.view.frame.summary : undefined
  return { name: summary?.code, message: summary?.message }
}
