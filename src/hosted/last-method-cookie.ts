import { days } from '#src/contracts/duration.ts'
import { SIGN_IN_METHODS, type SignInMethod } from '#src/contracts/hosted/views/first-factor-view.ts'
import type { HostedContext } from './hosted-context.ts'

type Place = Pick<HostedContext, 'pool' | 'request'>

const KEPT_SECONDS = days(365) / 1000

const cookieName = ({ pool, request }: Place): string => `${request.secure ? '__Host-' : ''}${pool.id}.method`

/** Remembers in this browser how somebody signed in last, for a mark beside it. It says nothing of who, and opens nothing. */
export const setLastMethod = (context: Place & Pick<HostedContext, 'res'>, method: SignInMethod): void =>
  void context.res.appendHeader('Set-Cookie', `${cookieName(context)}=${method}; Max-Age=${KEPT_SECONDS}; Path=/; HttpOnly; SameSite=Lax${context.request.secure ? '; Secure' : ''}`)

/** How somebody signed in last in this browser; null when nobody has, or not lately. */
export const readLastMethod = (context: Place & Pick<HostedContext, 'req'>): SignInMethod | null => {
  const start = `${cookieName(context)}=`
  const value = (context.req.headers.cookie ?? '').split(/; */).find((pair) => pair.startsWith(start))?.slice(start.length)
  return SIGN_IN_METHODS.find((method) => method === value) ?? null
}
