import { findLocale } from '#src/contracts/messages/find-locale.ts'
import { isCsrfToken } from './csrf.ts'
import { loadFlow, type HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { flowForPage, type HostedFlow } from './hosted-flow.ts'
import { keptValues } from './kept-values.ts'
import { setLanguage } from './language-cookie.ts'
import { sealFlow } from './seal-flow.ts'
import { seeOther } from './see-other.ts'

export const LANGUAGE_PATH = '/hosted/language'

/**
 * The switcher: remembers a language in this browser and for the pending request, which goes on where it was, with what its page had to
 * say. Without one, back to the page. A page that is none of ours is never gone to.
 */
export const postLanguage = async (deps: HostedDeps, context: HostedContext, fields: URLSearchParams, refuse: () => Promise<void>): Promise<void> => {
  const locale = findLocale(fields.get('language') ?? '')
  if (locale === undefined) return refuse()
  const flow = await loadFlow(deps, context, fields.get('uid') ?? undefined)
  if (flow !== null) {
    const { uid } = flow.interaction
    if (!isCsrfToken(deps, `${context.pool.id}|${uid}`, fields.get('csrf') ?? '')) return refuse()
    await deps.bridge.saveFlow(context.req, context.request, uid, sealFlow(deps, uid, { ...withTyped(flow.flow, fields), language: locale }))
  }
  setLanguage(context, locale)
  seeOther(context.res, addressOf(context, fields))
}

const TYPED = ['username', 'attribute.', 'contact', 'device_name']

/** What had been typed on the page, where a script sent it along: its inputs keep it, and no other page has it. */
const withTyped = (flow: HostedFlow, fields: URLSearchParams): HostedFlow => {
  const typed = keptValues(fields, TYPED)
  if (Object.keys(typed).length === 0) return flow
  const [path = ''] = backOf(fields.get('back') ?? '').split('?')
  const here = flowForPage(flow, path)
  return { ...here, values: { ...here.values, ...typed }, outcomeOn: path }
}

/** The page the switcher was on, with the pending request, which begins again there if it is over. */
const addressOf = ({ request }: HostedContext, fields: URLSearchParams): string => {
  const [path = '', query = ''] = backOf(fields.get('back') ?? '').split('?')
  const parameters = new URLSearchParams(query)
  for (const name of ['uid', 'r']) {
    const value = fields.get(name)
    if (value !== null && value !== '') parameters.set(name, value)
  }
  return `${request.address.basePath}${path}${parameters.size === 0 ? '' : `?${parameters.toString()}`}`
}

/** A path below the pool's address; two slashes at its start would name another host. */
const backOf = (back: string): string => (back.length <= 8192 && /^\/(?!\/)[\w./~-]*(\?[\w.~%&=+*-]*)?$/.test(back) ? back : '/login')
