import { LOCALES } from '#src/contracts/messages/find-locale.ts'
import { DEVICE_CODE_GRANT } from './client-metadata.ts'
import { PATHS } from './paths.ts'

type Published = {
  issuer: string
  /** Where browsers and applications go. */
  baseUrl: string
  /** Where the key set is. */
  issuerAddress: string
  /** Names of the levels that can be asked for, the weakest first; none in pools without levels. */
  acrValues: readonly string[]
}

const AUTH_METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'client_secret_jwt', 'none']

/** OpenID Connect Discovery §3, RFC 8414 §2: Cognito's members first, then what else we do. */
export const discoveryDocument = ({ issuer, baseUrl, issuerAddress, acrValues }: Published): Record<string, unknown> => {
  const serverUrl = reachableByServers(baseUrl) ? baseUrl : issuerAddress
  return {
    issuer,
    authorization_endpoint: `${baseUrl}${PATHS.authorize}`,
    token_endpoint: `${serverUrl}${PATHS.token}`,
    userinfo_endpoint: `${serverUrl}${PATHS.userInfo}`,
    jwks_uri: `${issuerAddress}${PATHS.jwks}`,
    revocation_endpoint: `${serverUrl}${PATHS.revoke}`,
    end_session_endpoint: `${baseUrl}${PATHS.logout}`,
    introspection_endpoint: `${serverUrl}${PATHS.introspect}`,
    pushed_authorization_request_endpoint: `${serverUrl}${PATHS.par}`,
    device_authorization_endpoint: `${serverUrl}${PATHS.deviceAuthorization}`,
    response_types_supported: ['code', 'token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials', DEVICE_CODE_GRANT],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: AUTH_METHODS,
    token_endpoint_auth_signing_alg_values_supported: ['HS256', 'RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'],
    revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    prompt_values_supported: ['none', 'login', 'select_account', 'create'],
    ...(acrValues.length > 0 && { acr_values_supported: acrValues }),
    claims_supported: [
      'sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', ...(acrValues.length > 0 ? ['acr', 'amr'] : []), 'nonce', 'at_hash', 'jti', 'origin_jti', 'event_id', 'token_use',
      'cognito:username', 'cognito:groups', 'cognito:roles', 'cognito:preferred_role', 'identities', 'email', 'email_verified', 'phone_number',
      'phone_number_verified', 'name', 'family_name', 'given_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture', 'website',
      'gender', 'birthdate', 'zoneinfo', 'locale', 'updated_at', 'address',
    ],
    ui_locales_supported: LOCALES,
    claims_parameter_supported: false,
    request_parameter_supported: true,
    request_uri_parameter_supported: false,
    request_object_signing_alg_values_supported: ['HS256', 'RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'],
    require_pushed_authorization_requests: false,
    authorization_response_iss_parameter_supported: true,
    dpop_signing_alg_values_supported: ['ES256', 'Ed25519', 'EdDSA'],
  }
}

// Browsers know that every name below `localhost` is this machine; the resolvers of other programs do not.
const reachableByServers = (url: string): boolean => !new URL(url).hostname.endsWith('.localhost')
