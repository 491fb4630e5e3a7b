import { randomUUID } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'
import { screenPath, VIEW_HEADER } from '#src/contracts/hosted/screens.ts'
import { loadCatalogue } from '#src/contracts/messages/load-catalogue.ts'
import { removeFlightHeaders } from './check-request.ts'
import { sendFinishedHtml } from './hosted-html.ts'
import { createPageTemplates } from './page-templates.ts'
import { hostedPageHeaders } from './security-headers.ts'

/** A page to send: what it shows, with which status, and where its forms' answers may redirect to (CSP sources). */
export type HostedPage = { readonly view: HostedView; readonly status: number; readonly formAction?: readonly string[] | undefined; readonly inert?: boolean | undefined }

export type PageRenderer = {
  /** Renders the request's path into `res`, headers and end included. */
  readonly render: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  /**
   * Called before `render`: what is rendered then goes out with these headers, and this status unless rendering failed.
   * `finished` gets a page that may be sent again.
   */
  readonly prepare: (req: IncomingMessage, res: ServerResponse, headers: OutgoingHttpHeaders, status?: number, finished?: (html: string) => void) => void
}

export type HostedPages = {
  /** The view prepared under this id, while its page is being rendered. */
  view(id: string): HostedView | undefined
  /** Sends a hosted page as the answer to any request; waits while the renderer is still loading. */
  show(req: IncomingMessage, res: ServerResponse, page: HostedPage): Promise<void>
  /** Gives the renderer, once it is loaded (or the reason why it never will be). */
  connect(renderer: Promise<PageRenderer>): void
}

/** Keeps prepared views for as long as their pages are being rendered, and sends the rendered pages. */
export function createHostedPages(options: { fromSource: boolean }): HostedPages {
  const views = new Map<string, HostedView>()
  const templates = createPageTemplates()
  const loaded = Promise.withResolvers<PageRenderer>()
  return {
    view: (id) => views.get(id),
    connect: (renderer) => loaded.resolve(renderer),
    async show(req, res, page) {
      const { render, prepare } = await loaded.promise
      await loadCatalogue(page.view.frame.locale)
      const headers = hostedPageHeaders({ formAction: page.formAction ?? [], inert: page.inert === true, fromSource: options.fromSource })
      const slot = options.fromSource ? null : templates.slotOf(page.view)
      const known = slot?.html()
      if (known !== undefined) return sendFinishedHtml(req, res, known, headers, page.status)
      const id = randomUUID()
      views.set(id, page.view)
      try {
        prepare(req, res, headers, page.status, slot?.keep)
        rewrite(req, screenPath(page.view.screen), id)
        await render(req, res)
      } finally {
        views.delete(id)
      }
    },
  }
}

function rewrite(req: IncomingMessage, path: string, viewId: string): void {
  removeFlightHeaders(req)
  // A form's answer may be a page as well; the renderer only ever sees a GET.
  if (req.method !== 'HEAD') req.method = 'GET'
  for (const name of ['content-length', 'content-type', 'transfer-encoding']) delete req.headers[name]
  req.headers[VIEW_HEADER] = viewId
  req.url = path
}
