/** Requests a second by category (Cognito: quotas, API request rate categories). */
export const COGNITO_RATE_LIMITS: Readonly<Record<string, number>> = {
  UserAuthentication: 120, UserCreation: 50, UserFederation: 25, UserAccountRecovery: 30, UserRead: 120, UserUpdate: 25, UserToken: 120, UserResourceRead: 50,
  UserResourceUpdate: 25, UserList: 30, UserPoolRead: 15, UserPoolUpdate: 15, UserPoolResourceRead: 20, UserPoolResourceUpdate: 15, UserPoolClientRead: 15,
  UserPoolClientUpdate: 15, ClientAuthentication: 150, LimitManagement: 1,
}

/**
 * Reads RATE_LIMITS: `off`, `cognito`, or `<category>=<requests a second>` with commas, which changes single ones of Cognito's. Null when
 * it is none of these; an unknown category too.
 */
export function readRateLimits(text: string): Readonly<Record<string, number>> | null {
  if (text === 'off') return {}
  if (text === 'cognito') return COGNITO_RATE_LIMITS
  const limits: Record<string, number> = { ...COGNITO_RATE_LIMITS }
  for (const part of text.split(',')) {
    const [, category = '', rate = ''] = /^\s*([A-Za-z]+)=(\d{1,6})\s*$/.exec(part) ?? []
    if (!Object.hasOwn(COGNITO_RATE_LIMITS, category) || Number(rate) < 1) return null
    limits[category] = Number(rate)
  }
  return limits
}
