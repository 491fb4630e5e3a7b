import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'
import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import type { FormName } from '#src/contracts/hosted/forms/form-names.ts'
import { createTestBrowser, type TestBrowser } from '#test/oidc/test-browser.ts'

/** Where a browser ended: on one of our pages, at the application it was sent back to, or at an answer that is neither. */
export type Stop =
  | { kind: 'page'; status: number; url: string; view: HostedView }
  | { kind: 'application'; location: URL }
  | { kind: 'other'; status: number; text: string; headers: Headers }

export type Page = Extract<Stop, { kind: 'page' }>

export type HostedBrowserOptions = {
  /** `PUBLIC_URL`: what pages and redirects name. */
  publicUrl: string
  /** The instance that is really spoken to, as if through a load balancer; needs TRUST_PROXY there. Default: publicUrl. */
  via?: string
  /** The person's address as a proxy reports it; needs TRUST_PROXY there. */
  address?: string
  /** Further headers of that proxy. */
  headers?: Readonly<Record<string, string>>
  /** What the browser accepts (`Accept-Language`). */
  language?: string
  /** Starts with another browser's cookies. */
  copied?: HostedBrowser
}

export type HostedBrowser = {
  /** Opens an address of ours and follows redirects to where a person would end. */
  open(url: string): Promise<Stop>
  /** Fills in and sends a form of the page, hidden inputs included, and follows the answer. */
  submit(page: Page, form: FormName | AccountFormName | 'language', fields?: Record<string, string>): Promise<Stop>
  plain: TestBrowser
}

const MOST_REDIRECTS = 10

/** A browser on the hosted pages of an installation whose pages answer their view as JSON. */
export function createHostedBrowser({ publicUrl, via = publicUrl, address, headers = {}, language, copied }: HostedBrowserOptions): HostedBrowser {
  const plain = createTestBrowser(copied?.plain, {
    origin: publicUrl,
    ...(via === publicUrl ? {} : { 'x-forwarded-host': new URL(publicUrl).host }),
    ...(language === undefined ? {} : { 'accept-language': language }),
    ...(address === undefined ? {} : { 'x-forwarded-for': address }),
    ...headers,
  })
  const reached = (url: string) => url.replace(publicUrl, via)

  async function follow(url: string, redirects = 0): Promise<Stop> {
    if (redirects > MOST_REDIRECTS) throw new Error(`Redirected without end, at last to ${url}`)
    const visit = await plain.get(reached(url))
    return settle(url, visit, redirects)
  }

  async function settle(url: string, { status, location, text, headers }: Awaited<ReturnType<TestBrowser['get']>>, redirects: number): Promise<Stop> {
    if (location !== null) {
      const next = new URL(location, url)
      return next.origin === publicUrl ? follow(next.href, redirects + 1) : { kind: 'application', location: next }
    }
    const view = headers.get('content-type')?.startsWith('application/json') ? (JSON.parse(text) as HostedView | null) : null
    return view !== null && 'screen' in view ? { kind: 'page', status, url, view } : { kind: 'other', status, text, headers }
  }

  return {
    plain,
    open: (url) => follow(url),
    async submit({ view }, form, fields = {}) {
      const { basePath, csrf, uid, r } = view.frame.form
      const url = `${publicUrl}${basePath}/hosted/${form}`
      return settle(url, await plain.post(reached(url), { csrf, ...(uid === undefined ? {} : { uid }), ...(r === undefined ? {} : { r }), ...fields }), 0)
    },
  }
}

/** The page a browser must have ended on. */
export function pageOf<S extends HostedView['screen']>(stop: Stop, screen: S): Page & { view: Extract<HostedView, { screen: S }> } {
  if (stop.kind !== 'page' || stop.view.screen !== screen) throw new Error(`Not the page ${screen}: ${describe(stop)}`)
  return stop as Page & { view: Extract<HostedView, { screen: S }> }
}

/** The code the application was sent. */
export function codeOf(stop: Stop): string {
  const code = stop.kind === 'application' ? stop.location.searchParams.get('code') : null
  if (code === null) throw new Error(`No code: ${describe(stop)}`)
  return code
}

/** What the page says at the top, in one word. */
export const summaryOf = (stop: Stop): string | undefined => (stop.kind === 'page' ? stop.view.frame.summary?.code : undefined)

const describe = (stop: Stop): string =>
  stop.kind === 'page' ? `${stop.status} ${stop.view.screen} ${JSON.stringify(stop.view.frame.summary ?? {})}`
    : stop.kind === 'application' ? stop.location.href : `${stop.status} ${stop.text.slice(0, 300)}`
