import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import { directionOf } from '#src/contracts/messages/catalogues.ts'
import { poolLocale } from '#src/domain/messages/texts-for-user.ts'
import { chooseLocale } from './choose-locale.ts'
import type { HostedContext } from './hosted-context.ts'
import { readLanguage } from './language-cookie.ts'

type Asked = { readonly lang?: string | undefined; readonly ui_locales?: string | undefined }
type Asker = Pick<HostedContext, 'req' | 'request'>

/** The language that a request to a page asks for: by what was chosen on it, what the application asked for, and the browser. */
export const askedLocale = ({ req, request }: Asker, asked: Asked, chosen?: string): string | undefined =>
  chooseLocale({ chosen, lang: asked.lang, ui_locales: asked.ui_locales, kept: readLanguage({ req, request }), accepted: req.headers['accept-language'] })

const ASKS = /(?:^|&)(?:lang|ui_locales)=/

/** What a page's own address asks for. */
export const askedByAddress = (query: string): Asked => {
  if (!ASKS.test(query)) return {} // hardly any does
  const parameters = new URLSearchParams(query)
  return { lang: parameters.get('lang') ?? undefined, ui_locales: parameters.get('ui_locales') ?? undefined }
}

/** Language and direction of a page: as asked for, or the pool's. */
export const languageOf = (context: Pick<HostedContext, 'req' | 'request' | 'pool'>, asked: Asked, chosen?: string): Pick<PageFrame, 'locale' | 'dir'> => {
  const locale = askedLocale(context, asked, chosen) ?? poolLocale(context.pool)
  return { locale, dir: directionOf(locale) }
}

/** Parameters of the pending request go along in inputs of their own; the language of the address would win over the one that is chosen. */
const NOTHING_MORE = /^(?:(?:^|&)(?:uid|r)=[^&]*)*$/

/** The switcher of a page: where to come back to. Absent where the look leaves it out, and on answers to forms, which have no address. */
export const languageSwitch = ({ req, request, brand }: Pick<HostedContext, 'req' | 'request' | 'brand'>): Pick<PageFrame, 'languages'> => {
  if (!brand.languageSelector || req.method === 'POST') return {}
  if (NOTHING_MORE.test(request.query)) return { languages: { back: request.path } }
  const query = new URLSearchParams(request.query)
  for (const name of ['uid', 'r', 'lang', 'ui_locales']) query.delete(name)
  return { languages: { back: query.size === 0 ? request.path : `${request.path}?${query.toString()}` } }
}
