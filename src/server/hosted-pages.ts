import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HostedView } from '#src/contracts/hosted/hosted-view.ts'
import { screenPath, VIEW_HEADER } from '#src/contracts/hosted/screens.ts'
import { bufferResponse } from './buffer-response.ts'
import { removeFlightHeaders } from './check-request.ts'
import { hostedPagePolicy } from './security-headers.ts'

/** A page to send: what it shows, with which status, and where its forms' answers may redirect to (CSP sources). */
export type HostedPage = { readonly view: HostedView; readonly status: number; readonly formAction?: readonly string[] | undefined }

export type PageRenderer = {
  /** Renders the request's path into `res`, headers and end included. */
  readonly render: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  /** Turns the rendered document into what is sent. */
  readonly finish: (html: string) => string
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
  const loaded = Promise.withResolvers<PageRenderer>()
  return {
    view: (id) => views.get(id),
    connect: (renderer) => loaded.resolve(renderer),
    async show(req, res, page) {
      const { render, finish } = await loaded.promise
      const id = randomUUID()
      views.set(id, page.view)
      try {
        rewrite(req, screenPath(page.view.screen), id)
        const { status, html } = await renderWhole(render, req, res)
        res.setHeader('Content-Security-Policy', hostedPagePolicy({ formAction: page.formAction ?? [], fromSource: options.fromSource }))
        res.setHeader('Cache-Control', 'no-store')
        res.removeHeader('x-powered-by')
        res.removeHeader('link') // preloads of scripts that the finished page does not have
        html.send(status < 400 ? page.status : status, Buffer.from(finish(html.text)))
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

async function renderWhole(render: PageRenderer['render'], req: IncomingMessage, res: ServerResponse) {
  const held = bufferResponse(res)
  const gone = Promise.withResolvers<never>()
  res.once('close', () => gone.reject(new Error('The client went away before its page was rendered.')))
  gone.promise.catch(() => {}) // only a race asks for it; the normal end closes the answer too
  const rendered = render(req, res)
  const body = await Promise.race([held.body, gone.promise, rendered.then(() => held.body)])
  return { status: res.statusCode, html: { text: body.toString('utf8'), send: held.send } }
}
