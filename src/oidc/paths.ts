/** Paths below a pool's base path (Cognito: user pool endpoints); the last four are not Cognito's. */
export const PATHS = {
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  userInfo: '/oauth2/userInfo',
  revoke: '/oauth2/revoke',
  logout: '/logout',
  login: '/login',
  signUp: '/signup',
  forgotPassword: '/forgotPassword',
  discovery: '/.well-known/openid-configuration',
  serverMetadata: '/.well-known/oauth-authorization-server',
  jwks: '/.well-known/jwks.json',
  introspect: '/oauth2/introspect',
  par: '/oauth2/par',
  deviceAuthorization: '/oauth2/device_authorization',
  device: '/device',
} as const
