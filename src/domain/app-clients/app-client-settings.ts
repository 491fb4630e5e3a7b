import { z } from 'zod'
import { ANY_WORD_PATTERN, arn, integer, SCOPE_PATTERN, text } from '#src/domain/constraint.ts'

const timeUnit = z.enum(['seconds', 'minutes', 'hours', 'days'])
const attributeName = text({ min: 1, max: 2048 })
const url = text({ min: 1, max: 1024, pattern: ANY_WORD_PATTERN })

const EXPLICIT_AUTH_FLOWS = [
  'ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH',
  'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_AUTH',
] as const
export type ExplicitAuthFlow = (typeof EXPLICIT_AUTH_FLOWS)[number]

const analyticsConfiguration = z.object({
  ApplicationId: text({ pattern: '[0-9a-fA-F]+', max: 131_072 }).exactOptional(),
  ApplicationArn: arn.exactOptional(),
  RoleArn: arn.exactOptional(),
  ExternalId: text({ max: 131_072 }).exactOptional(),
  UserDataShared: z.boolean().exactOptional(),
})

/** What Cognito has no member for: options of the authorization server. Kept when an update leaves it out. */
const poolhouse = z.object({
  /** Whether an authorize request must carry a code challenge (RFC 7636). Cognito never insists. */
  pkceRequired: z.boolean().default(false),
  /** `any`: Basic header or request body, whichever comes, as Cognito does. */
  tokenEndpointAuthMethod: z.enum(['any', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt']).default('any'),
  requirePushedAuthorizationRequests: z.boolean().default(false),
  /** The only signature accepted on request objects (RFC 9101); absent: any that the keys allow. */
  requestObjectSigningAlg: z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']).exactOptional(),
  /** The client's public keys, for private_key_jwt and request objects (RFC 7517). */
  jwks: z.object({ keys: z.array(z.record(z.string(), z.json())).min(1).max(20) }).exactOptional(),
  jwksUri: z.url({ protocol: /^https$/ }).max(1024).exactOptional(),
  /** Tokens of this client are bound to a key (RFC 9449). */
  dpopBoundAccessTokens: z.boolean().default(false),
  /** Whether the device authorization grant may be used (RFC 8628). */
  deviceFlow: z.boolean().default(false),
  /** Whether the client may ask about tokens (RFC 7662). */
  introspection: z.boolean().default(false),
  /** Where a sign-in is begun from outside (OpenID Connect Core §4). */
  initiateLoginUri: z.url({ protocol: /^https?$/ }).max(1024).exactOptional(),
  /** How long a browser session may be reused for this client; absent: as the pool says. */
  sessionMinutes: integer(0, 129_600).exactOptional(),
})

/**
 * Everything CreateUserPoolClient takes but names and secret, in Cognito's member names (Cognito: CreateUserPoolClient).
 * Parsing fills in the defaults, and parsing its own output changes nothing. Members whose default Cognito itself
 * does not show stay absent: read them by read-app-client.ts. No member ever holds `undefined`.
 */
export const appClientSettingsSchema = z.object({
  RefreshTokenValidity: integer(0, 315_360_000).exactOptional(),
  AccessTokenValidity: integer(1, 86_400).exactOptional(),
  IdTokenValidity: integer(1, 86_400).exactOptional(),
  TokenValidityUnits: z.object({
    AccessToken: timeUnit.exactOptional(), IdToken: timeUnit.exactOptional(), RefreshToken: timeUnit.exactOptional(),
  }).prefault({}),
  ReadAttributes: z.array(attributeName).max(500).default([]),
  WriteAttributes: z.array(attributeName).max(500).default([]),
  ExplicitAuthFlows: z.array(z.enum(EXPLICIT_AUTH_FLOWS)).default(['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH']),
  SupportedIdentityProviders: z.array(text({ min: 1, max: 32, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\p{Z}]+' })).max(300).default(['COGNITO']),
  CallbackURLs: z.array(url).max(100).default([]),
  LogoutURLs: z.array(url).max(100).default([]),
  DefaultRedirectURI: url.exactOptional(),
  AllowedOAuthFlows: z.array(z.enum(['code', 'implicit', 'client_credentials'])).max(3).default([]),
  AllowedOAuthScopes: z.array(text({ min: 1, max: 256, pattern: SCOPE_PATTERN })).max(50).default([]),
  AllowedOAuthFlowsUserPoolClient: z.boolean().default(false),
  AnalyticsConfiguration: analyticsConfiguration.exactOptional(),
  PreventUserExistenceErrors: z.enum(['LEGACY', 'ENABLED']).default('LEGACY'),
  EnableTokenRevocation: z.boolean().default(true),
  EnablePropagateAdditionalUserContextData: z.boolean().default(false),
  AuthSessionValidity: integer(3, 15).default(3),
  RefreshTokenRotation: z.object({
    Feature: z.enum(['ENABLED', 'DISABLED']), RetryGracePeriodSeconds: integer(0, 60).default(0),
  }).exactOptional(),
  /** What SetUserPoolClientSessionConfiguration writes. */
  SessionConfiguration: z.object({ SSOSession: z.object({ MaxValidityMinutes: integer(0, 129_600) }) }).exactOptional(),
  Poolhouse: poolhouse.prefault({}),
})

/** What a caller may give: every member optional. */
export type AppClientSettingsInput = z.input<typeof appClientSettingsSchema>
/** Complete settings of an app client: stored = described = exported. */
export type AppClientSettings = z.output<typeof appClientSettingsSchema>
