/** What to do with a request that carries no session (Elastic Load Balancing: OnUnauthenticatedRequest). */
export type UnauthenticatedAction = 'authenticate' | 'allow' | 'deny'

/** How the load balancer shows its client secret to the token endpoint; which one AWS uses is not documented. */
export type ClientAuthentication = 'basic' | 'body' | 'both'

/** A listener rule: requests whose path begins with `path`. The first that matches counts. */
export type Rule = { readonly path: string; readonly onUnauthenticatedRequest: UnauthenticatedAction }

/** The members of AuthenticateOidcConfig, in camel case, and what stands around it. Nothing is discovered. */
export type LoadBalancerSettings = {
  readonly issuer: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly userInfoEndpoint: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly sessionCookieName: string
  readonly sessionTimeoutSeconds: number
  /** At most ten. */
  readonly authenticationRequestExtraParams: Readonly<Record<string, string>>
  readonly clientAuthentication: ClientAuthentication
  readonly rules: readonly Rule[]
  /** Origin of the application behind. */
  readonly target: string
  /** Seconds since 1970. */
  readonly clock: () => number
}

/** AWS's defaults for everything that has one. */
export const LOAD_BALANCER_DEFAULTS = {
  scope: 'openid',
  sessionCookieName: 'AWSELBAuthSessionCookie',
  sessionTimeoutSeconds: 604_800,
  authenticationRequestExtraParams: {},
  clientAuthentication: 'basic',
  rules: [{ path: '/', onUnauthenticatedRequest: 'authenticate' }],
  clock: () => Math.floor(Date.now() / 1000),
} as const satisfies Partial<LoadBalancerSettings>

/** The action for a path: that of the first rule it falls under, `authenticate` where none does. */
export const actionFor = (rules: readonly Rule[], path: string): UnauthenticatedAction =>
  rules.find((rule) => path.startsWith(rule.path))?.onUnauthenticatedRequest ?? 'authenticate'
