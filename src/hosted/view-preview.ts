import type { HostedOutcome, HostedView } from '#src/contracts/hosted/hosted-view.ts'
import type { PageFrame, PageLinks } from '#src/contracts/hosted/page-frame.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { BRANDING_PATH, brandFrame } from './brand-frame.ts'
import { bareFrame } from './build-frame.ts'
import type { FlowContext, HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { withGraphic } from './screen-graphic.ts'
import { viewError } from './view-error.ts'
import { viewForgotPassword } from './view-forgot-password.ts'
import { viewSignIn } from './view-sign-in.ts'
import { viewSignUp } from './view-sign-up.ts'

export const PREVIEW_PATH = '/preview'

/** Pages as this very client's people would see them. */
const REAL: Readonly<Record<string, (deps: HostedDeps, context: FlowContext) => HostedView | Promise<HostedView>>> = {
  login: viewSignIn, signup: viewSignUp, forgotPassword: viewForgotPassword,
}

/**
 * Pages with a draft's look, for whoever has the link: those of the client without a request that waits for a sign-in, and every screen
 * in every state with made-up contents. Nothing can be sent from them, and no search engine may keep them.
 */
export const viewPreview = async (deps: HostedDeps, context: HostedContext, query: URLSearchParams): Promise<HostedOutcome> => {
  context.res.setHeader('X-Robots-Tag', 'noindex, nofollow')
  const token = query.get('t') ?? ''
  const preview = await deps.previewDesign({ poolId: context.pool.id, token })
  if (preview === null) return { kind: 'page', status: 404, view: viewError(deps, context, { code: 'not_found' }) }
  const client = await clientOf(deps, context.pool.id, preview.clientId)
  const branded = { ...context, brand: preview.brand }
  const name = query.get('page') ?? 'login'
  const view = (await realView(deps, branded, client, name, query)) ?? (await fixtureView(deps, branded, client, name))
  if (view === undefined) return { kind: 'page', status: 404, view: viewError(deps, branded, { code: 'not_found' }) }
  const hrefOf = (page: string): string => `${context.request.address.basePath}${PREVIEW_PATH}?${new URLSearchParams({ t: token, page }).toString()}`
  return { kind: 'page', status: 200, inert: true, view: withGraphic({ ...leadNowhere(view, hrefOf), frame: await previewFrame(view.frame, branded, hrefOf, token) }, preview.brand) }
}

const clientOf = async ({ clients }: HostedDeps, poolId: string, clientId: string | null): Promise<AppClient | null> =>
  clientId === null ? ((await clients.listClients({ poolId, after: null, limit: 1 })).clients[0] ?? null) : clients.findClient(clientId)

const realView = async (deps: HostedDeps, context: HostedContext, client: AppClient | null, name: string, query: URLSearchParams): Promise<HostedView | undefined> => {
  const view = Object.hasOwn(REAL, name) ? REAL[name] : undefined
  if (view === undefined || client === null || client.poolId !== context.pool.id) return undefined
  const interaction: FlowContext['interaction'] = {
    uid: 'preview', r: 'preview', clientId: client.id, params: { lang: query.get('lang') ?? '' }, prompt: 'login', reasons: [], rememberedAccount: null, flow: null,
    expiresAt: deps.clock.now().getTime() + 600_000,
  }
  return view(deps, { ...context, client, interaction, flow: {}, terms: await deps.terms.termsOfClient(context.pool.id, client.id) })
}

const fixtureView = async (deps: HostedDeps, context: HostedContext, client: AppClient | null, name: string): Promise<HostedView | undefined> => {
  // Some hundred views that nothing else needs.
  const { galleryView } = await import('#src/contracts/hosted/fixtures/gallery.ts')
  const [screen = '', state = ''] = name.split('/')
  const view = galleryView(screen, state)
  if (view === undefined) return undefined
  const { summary, fieldErrors, notice, ...frame } = view.frame
  const own = bareFrame(deps, context, 'preview')
  return { ...view, frame: { ...frame, ...own, summary, fieldErrors, notice, links: { ...frame.links, help: undefined, privacy: undefined, terms: undefined, ...own.links }, ...(frame.client === undefined ? {} : { client: { name: client?.name ?? frame.client.name } }) } }
}

/** Made-up contents, and the client's pages, lead to pages of the preview only. */
const leadNowhere = <View extends object>(view: View, hrefOf: (page: string) => string): View =>
  JSON.parse(JSON.stringify(view), (key, value: unknown) => (typeof value === 'string' && (/href$/i.test(key) || value.startsWith('/')) ? hrefOf('login') : value)) as View

const previewFrame = async (frame: PageFrame, context: HostedContext, hrefOf: (page: string) => string, token: string): Promise<PageFrame> => {
  const { GALLERY } = await import('#src/contracts/hosted/fixtures/gallery.ts')
  const { basePath } = context.request.address
  const { stylesheet } = context.brand
  const pages = [...Object.keys(REAL), ...Object.entries(GALLERY).flatMap(([screen, states]) => Object.keys(states).map((state) => `${screen}/${state}`))]
  return {
    ...frame, ...brandFrame({ ...context, clientId: null }),
    links: { ...frame.links, ...linksWithin(frame.links, hrefOf) },
    form: { basePath, csrf: '', uid: 'preview' },
    languages: undefined, ribbon: undefined, timer: frame.timer === undefined ? undefined : { ...frame.timer, againHref: hrefOf('login') },
    stylesheets: stylesheet === null ? undefined : [`${basePath}${BRANDING_PATH}/${stylesheet.hash}.css?${new URLSearchParams({ preview: token }).toString()}`],
    preview: { pages: pages.map((name) => ({ name, href: hrefOf(name) })) },
  }
}

const linksWithin = ({ signIn, signUp, forgotPassword }: PageLinks, hrefOf: (page: string) => string): PageLinks => ({
  ...(signIn === undefined ? {} : { signIn: hrefOf('login') }), ...(signUp === undefined ? {} : { signUp: hrefOf('signup') }), ...(forgotPassword === undefined ? {} : { forgotPassword: hrefOf('forgotPassword') }),
})
