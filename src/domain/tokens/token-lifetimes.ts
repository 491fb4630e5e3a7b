import { days, hours, minutes, seconds } from '#src/contracts/duration.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'

/** Milliseconds. */
export type TokenLifetimes = { access: number; id: number; refresh: number }

const UNITS = { seconds, minutes, hours, days } as const

/** Lifetimes of a client's tokens: 60 minutes, 60 minutes and 30 days unless set (Cognito: token validity; zero counts as unset). */
export function tokenLifetimes({ settings }: Pick<AppClient, 'settings'>): TokenLifetimes {
  const { AccessToken = 'hours', IdToken = 'hours', RefreshToken = 'days' } = settings.TokenValidityUnits
  return {
    access: settings.AccessTokenValidity ? UNITS[AccessToken](settings.AccessTokenValidity) : minutes(60),
    id: settings.IdTokenValidity ? UNITS[IdToken](settings.IdTokenValidity) : minutes(60),
    refresh: settings.RefreshTokenValidity ? UNITS[RefreshToken](settings.RefreshTokenValidity) : days(30),
  }
}
