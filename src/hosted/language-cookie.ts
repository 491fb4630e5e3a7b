import { days } from '#src/contracts/duration.ts'
import { findLocale } from '#src/contracts/messages/find-locale.ts'
import type { HostedContext } from './hosted-context.ts'

type Place = Pick<HostedContext, 'request'>

const KEPT_SECONDS = days(365) / 1000

const cookieName = ({ request }: Place): string => `${request.secure ? '__Host-' : ''}${request.poolId}.language`

/** Remembers in this browser which language was chosen for the pool's pages. */
export const setLanguage = (context: Place & Pick<HostedContext, 'res'>, locale: string): void =>
  void context.res.appendHeader('Set-Cookie', `${cookieName(context)}=${locale}; Max-Age=${KEPT_SECONDS}; Path=/; HttpOnly; SameSite=Lax${context.request.secure ? '; Secure' : ''}`)

/** The language that was chosen in this browser; null when none was, or there are no texts in it any more. */
export const readLanguage = (context: Place & { req: Pick<HostedContext['req'], 'headers'> }): string | null => {
  const start = `${cookieName(context)}=`
  const value = (context.req.headers.cookie ?? '').split(/; */).find((pair) => pair.startsWith(start))?.slice(start.length)
  return findLocale(value ?? '') ?? null
}
