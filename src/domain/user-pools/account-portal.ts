import { minutes } from '#src/contracts/duration.ts'
import { keptMinutes } from '#src/domain/sessions/session-configuration.ts'
import type { UserPool } from './user-pool.ts'

type Settings = Pick<UserPool, 'settings'>

/** Whether the pool has an account portal: unless it is switched off, and where browsers stay signed in at all. */
export const hasAccountPortal = (pool: Settings): boolean => pool.settings.Poolhouse.accountPortal && keptMinutes(pool) > 0

/** How old a sign-in may be, in milliseconds, for changes by which an account could be taken over. */
export const accountReauthenticationAge = ({ settings }: Settings): number => minutes(settings.Poolhouse.accountReauthenticationMinutes)
