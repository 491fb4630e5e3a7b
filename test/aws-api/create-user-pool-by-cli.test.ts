import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { CreateUserPoolCommandInput } from '@aws-sdk/client-cognito-identity-provider'
import { type AwsApi, openAwsApi } from '#test/aws-api/open-aws-api.ts'

const run = promisify(execFile)

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:trigger'
const ROLE = 'arn:aws:iam::123456789012:role/sms'

/** The options of `aws cognito-idp create-user-pool`, each with a value; `--alias-attributes` and `--username-attributes` shut each other out. */
const OPTIONS: CreateUserPoolCommandInput = {
  PoolName: 'people',
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12, RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: false, PasswordHistorySize: 5, TemporaryPasswordValidityDays: 3,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] },
  },
  DeletionProtection: 'ACTIVE',
  LambdaConfig: {
    PreSignUp: FUNCTION, CustomMessage: FUNCTION, PostConfirmation: FUNCTION, PreAuthentication: FUNCTION, PostAuthentication: FUNCTION, DefineAuthChallenge: FUNCTION,
    CreateAuthChallenge: FUNCTION, VerifyAuthChallengeResponse: FUNCTION, PreTokenGeneration: FUNCTION, UserMigration: FUNCTION,
    PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: FUNCTION }, CustomSMSSender: { LambdaVersion: 'V1_0', LambdaArn: FUNCTION },
    CustomEmailSender: { LambdaVersion: 'V1_0', LambdaArn: FUNCTION }, KMSKeyID: 'arn:aws:kms:us-east-1:123456789012:key/4f2c',
  },
  AutoVerifiedAttributes: ['email', 'phone_number'],
  SmsVerificationMessage: 'Your code is {####}',
  EmailVerificationMessage: '<b>Your code is {####}</b>',
  EmailVerificationSubject: 'Your code',
  VerificationMessageTemplate: {
    SmsMessage: 'Your code is {####}', EmailMessage: '<b>Your code is {####}</b>', EmailSubject: 'Your code', EmailMessageByLink: 'Follow {##this link##}',
    EmailSubjectByLink: 'Your link', DefaultEmailOption: 'CONFIRM_WITH_LINK',
  },
  SmsAuthenticationMessage: 'Sign in with {####}',
  MfaConfiguration: 'OPTIONAL',
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
  EmailConfiguration: {
    SourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/people@example.com', ReplyToEmailAddress: 'reply@example.com', EmailSendingAccount: 'DEVELOPER',
    From: 'People <people@example.com>', ConfigurationSet: 'people',
  },
  SmsConfiguration: { SnsCallerArn: ROLE, ExternalId: 'outside', SnsRegion: 'us-east-1' },
  UserPoolTags: { team: 'a', stage: 'test' },
  AdminCreateUserConfig: {
    AllowAdminCreateUserOnly: true, UnusedAccountValidityDays: 3,
    InviteMessageTemplate: { SMSMessage: '{username} {####}', EmailMessage: '{username} and {####}', EmailSubject: 'Welcome' },
  },
  Schema: [
    { Name: 'email', AttributeDataType: 'String', Mutable: true, Required: true, StringAttributeConstraints: { MinLength: '3', MaxLength: '200' } },
    { Name: 'team', AttributeDataType: 'Number', DeveloperOnlyAttribute: false, Mutable: false, Required: false, NumberAttributeConstraints: { MinValue: '1', MaxValue: '99' } },
  ],
  UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' } },
  UsernameConfiguration: { CaseSensitive: false },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }, { Priority: 2, Name: 'verified_phone_number' }] },
  UserPoolTier: 'PLUS',
}
const NAMES: Pick<CreateUserPoolCommandInput, 'AliasAttributes' | 'UsernameAttributes'>[] = [
  { AliasAttributes: ['email', 'phone_number', 'preferred_username'] }, { UsernameAttributes: ['email', 'phone_number'] },
]

const environment = { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: 'us-east-1', AWS_CONFIG_FILE: '/nonexistent', AWS_PAGER: '' }

/** Lower case with hyphens: `--auto-verified-attributes`. */
const optionOf = (member: string): string => `--${member.replace(/(?<!^)(?=[A-Z])/g, '-').toLowerCase()}`

async function cliVersion(): Promise<string | null> {
  try {
    return (await run('aws', ['--version'], { env: environment })).stdout.trim()
  } catch {
    return null // not installed
  }
}

type Created = { UserPool: Record<string, unknown> }

async function createByCli(url: string, options: CreateUserPoolCommandInput): Promise<Created> {
  const given = Object.entries(options).flatMap(([member, value]) => [optionOf(member), typeof value === 'string' ? value : JSON.stringify(value)])
  const { stdout } = await run('aws', ['cognito-idp', 'create-user-pool', '--endpoint-url', url, '--output', 'json', ...given], { env: environment })
  return JSON.parse(stdout) as Created
}

/** What the CLI would have been given, by the SDK. */
async function createBySdk(sdk: AwsApi['sdk'], options: CreateUserPoolCommandInput): Promise<Created> {
  return JSON.parse(JSON.stringify(await sdk.createUserPool(options))) as Created
}

function assertKept({ UserPool }: Created, options: CreateUserPoolCommandInput): void {
  const { PoolName, Schema, ...settings } = options
  assert.deepEqual(Object.fromEntries(Object.keys(settings).map((member) => [member, UserPool[member]])), settings)
  assert.equal(UserPool.Name, PoolName)
  const attributes = new Map((UserPool.SchemaAttributes as { Name: string }[]).map((attribute) => [attribute.Name, attribute]))
  assert.deepEqual(attributes.get('email'), { ...Schema?.[0], DeveloperOnlyAttribute: false })
  assert.deepEqual(attributes.get('custom:team'), { ...Schema?.[1], Name: 'custom:team' })
}

test('CreateUserPool: every option of the AWS CLI’s create-user-pool is kept and shown', async (t) => {
  const { sdk, url } = await openAwsApi(t)
  const version = await cliVersion()
  t.diagnostic(version ?? 'no AWS CLI on this machine: the same requests are sent by the SDK alone')
  for (const names of NAMES) {
    const options = { ...OPTIONS, ...names }
    if (version !== null) assertKept(await createByCli(url, options), options)
    // What older versions of the CLI do not know yet.
    const newest = { ...options, LambdaConfig: { ...OPTIONS.LambdaConfig, InboundFederation: { LambdaVersion: 'V1_0' as const, LambdaArn: FUNCTION } }, IssuerConfiguration: { Type: 'ORIGINAL' as const }, AcrConfiguration: { Level1: { AcrValue: 'urn:cognito:loa:1' }, Level2: { AcrValue: 'urn:example:two' }, Level3: { AcrValue: 'urn:cognito:loa:3' }, Level4: { AcrValue: 'urn:cognito:loa:4' } } }
    assertKept(await createBySdk(sdk, newest), newest)
  }
})
