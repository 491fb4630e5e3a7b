import { seconds } from '#src/contracts/duration.ts'
import type { PageFrame, PageLinks } from '#src/contracts/hosted/page-frame.ts'
import { recoveryChannels, allowsSelfRegistration } from '#src/domain/user-pools/read-user-pool.ts'
import { documentsOf } from './agreement.ts'
import { brandFrame } from './brand-frame.ts'
import { isPasswordChange } from './begin-password-change.ts'
import { csrfToken } from './csrf.ts'
import { pageHref, type FlowContext, type HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { askedByAddress, languageOf, languageSwitch } from './page-language.ts'
import { readRecovered } from './recovered-cookie.ts'

/** What a frame is made of. */
export type FrameContext = Pick<HostedContext, 'req' | 'pool' | 'request' | 'brand'>

/** The frame of a page that belongs to no pending request: nothing to post, nowhere to go on to. */
export const bareFrame = (deps: FrameDeps, context: FrameContext, csrfSubject: string): PageFrame => frameOf(deps, context, {
  csrfSubject, language: languageOf(context, askedByAddress(context.request.query)), clientId: null,
})

type FrameDeps = Pick<HostedDeps, 'keyedHash' | 'random' | 'inboxHref'>
type Own = { csrfSubject: string; language: Pick<PageFrame, 'locale' | 'dir'>; clientId: string | null }

const frameOf = (deps: FrameDeps, context: FrameContext, { csrfSubject, language, clientId }: Own): PageFrame => ({
  ...inWordsOf(context, language),
  ...languageSwitch(context),
  ...brandFrame({ ...context, clientId }),
  form: { basePath: context.request.address.basePath, csrf: csrfToken(deps, `${context.pool.id}|${csrfSubject}`) },
  ...(deps.inboxHref === null ? {} : { ribbon: { inboxHref: deps.inboxHref } }),
})

/** The frame of a page of a flow, with what the last form left to say. */
export const flowFrame = (deps: HostedDeps, context: FlowContext): PageFrame => {
  const { flow, interaction } = context
  const bare = frameOf(deps, context, { csrfSubject: interaction.uid, language: languageOf(context, interaction.params, flow.language), clientId: context.client.id })
  const notice = flow.notice ?? (Object.keys(flow).length === 0 && readRecovered(context.req) ? { code: 'request_recovered' as const, tone: 'info' as const } : undefined)
  return {
    ...bare,
    client: { name: context.client.name },
    form: { ...bare.form, uid: interaction.uid, r: interaction.r },
    links: { ...documentLinks(context), ...context.brand.links, ...flowLinks(context) },
    ...sessionTimer(deps, context),
    summary: flow.summary,
    fieldErrors: flow.fieldErrors,
    notice,
  }
}

/** A language, with the texts that the look has in it. */
const inWordsOf = ({ brand }: Pick<FrameContext, 'brand'>, language: Pick<PageFrame, 'locale' | 'dir'>): Pick<PageFrame, 'locale' | 'dir' | 'texts'> => ({ ...language, texts: brand.texts[language.locale] })

/** A password change that no application asked for leads nowhere else: no application waits for a sign-in. */
const flowLinks = (context: FlowContext): PageLinks => (isPasswordChange(context.interaction) ? {} : {
  signIn: pageHref(context, '/login'),
  ...(allowsSelfRegistration(context.pool) ? { signUp: pageHref(context, '/signup') } : {}),
  ...(recoveryChannels(context.pool).length > 0 ? { forgotPassword: pageHref(context, '/forgotPassword') } : {}),
})

/** The application's documents, wherever they are not asked about; links that the look sets itself come first. */
const documentLinks = (context: FlowContext): PageLinks => {
  const [terms, privacy] = documentsOf(context)
  return { terms: terms?.link, privacy: privacy?.link }
}

const STEP = seconds(10)

/** How long the page can be used, where the look wants it said: until the request, or what is asked for, is over. In steps, so that pages stay alike. */
const sessionTimer = ({ clock }: HostedDeps, context: FlowContext): Pick<PageFrame, 'timer'> => {
  if (!context.brand.sessionTimer || isPasswordChange(context.interaction)) return {}
  const end = Math.min(context.interaction.expiresAt, context.flow.challenge?.expiresAt ?? Infinity)
  const left = Math.max(0, Math.floor((end - clock.now().getTime()) / STEP) * STEP)
  return { timer: { seconds: left / 1000, againHref: pageHref(context, '/login') } }
}
