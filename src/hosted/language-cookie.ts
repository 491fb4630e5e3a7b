import { days } from '#src/contracts/duration.ts'
import { findLocale } from '#src/contracts/messages/find-locale.ts'
import type { HostedContext } from './hosted-context.ts'

type Place = Pick<HostedContext, 'request'>

const KEPT_SECONDS = days(365) / 1000

const cookieName = ({ request }: Place): string => `${request.secure ? '__Host-' : ''}${request.poolId}.language`

/** Marks what an application asked for: a later one may ask for another, but nobody's own choice is replaced. */
const ASKED = '.asked'

/** Remembers in this browser which language was chosen for the pool's pages. */
export const setLanguage = (context: Place & Pick<HostedContext, 'res'>, locale: string): void => keep(context, locale)

/** Remembers the language that an application asked for by `lang` (Cognito: the parameter stays in a cookie), where nobody chose one. */
export const keepAskedLanguage = (context: Pick<HostedContext, 'req' | 'res' | 'request'>, lang: string | undefined): void => {
  const locale = findLocale(lang ?? '')
  const kept = readCookie(context)
  if (locale !== undefined && (kept === undefined || kept.endsWith(ASKED)) && kept !== locale + ASKED) keep(context, locale + ASKED)
}

const keep = (context: Place & Pick<HostedContext, 'res'>, value: string): void =>
  void context.res.appendHeader('Set-Cookie', `${cookieName(context)}=${value}; Max-Age=${KEPT_SECONDS}; Path=/; HttpOnly; SameSite=Lax${context.request.secure ? '; Secure' : ''}`)

/** The language that was chosen in this browser or asked for before; null when none was, or there are no texts in it any more. */
export const readLanguage = (context: Place & Pick<HostedContext, 'req'>): string | null => findLocale(readCookie(context)?.replace(ASKED, '') ?? '') ?? null

const readCookie = (context: Place & Pick<HostedContext, 'req'>): string | undefined => {
  const start = `${cookieName(context)}=`
  return (context.req.headers.cookie ?? '').split(/; */).find((pair) => pair.startsWith(start))?.slice(start.length)
}
