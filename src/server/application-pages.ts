import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendNotice } from './answers.ts'
import type { PageRenderer } from './hosted-pages.ts'
import { applicationPagePolicy, hostedPageHeaders } from './security-headers.ts'

// Rendering of prepared views, fetching of pictures, data of pages, the framework's own error pages: never asked for from outside.
const INTERNAL = /^\/(h(\/|$)|_(?!next\/static\/))/
// What the compiler's own client asks for while pages are compiled as they are asked for.
const COMPILER = /^\/(_next\/(webpack-hmr|static\/)|__nextjs)/
/** Only these bring framework scripts along; other pages are plain, like the hosted ones. */
const HYDRATED = /^\/(api|console|demo)(\/|$)/
/** What production does not have; the pages check for themselves as well. */
const COMFORTS = /^\/(demo|dev)(\/|$)/
/** The text of a mail, shown in a frame; it brings its own policy. */
const FRAMED = /^\/dev\/(inbox\/[^/]+|messages)\/html$/
/** The one form of the plain pages. */
const POSTED = /^\/dev\/messages\/test$/

export type ApplicationPages = {
  /** Answers a page of the base address: start page, inbox, demo. */
  page(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Answers a style sheet, script or icon. */
  staticFile(req: IncomingMessage, res: ServerResponse): Promise<void>
}

/** Pages that belong to no pool: plain ones finished like hosted pages, others whole, under a policy with a nonce. */
export function createApplicationPages(options: { renderer: Promise<PageRenderer>; fromSource: boolean; development: boolean }): ApplicationPages {
  const { fromSource } = options
  return {
    async page(req, res) {
      const path = (req.url ?? '/').split('?', 1)[0] ?? '/'
      if ((INTERNAL.test(path) && !(fromSource && COMPILER.test(path))) || (COMFORTS.test(path) && !options.development)) {
        return sendNotice(req, res, 404, { error: 'not_found', message: 'There is nothing at this address.' })
      }
      // Only an application has something to post to: elsewhere the framework would look for an action, and log that there is none.
      if (req.method !== 'GET' && req.method !== 'HEAD' && !HYDRATED.test(path) && !(POSTED.test(path) && req.method === 'POST') && !fromSource) {
        res.setHeader('Allow', 'GET, HEAD')
        return sendNotice(req, res, 405, { error: 'method_not_allowed', message: 'This address does not take this method.' })
      }
      const { render, prepare } = await options.renderer
      if (FRAMED.test(path)) {
        res.removeHeader('Content-Security-Policy')
        res.setHeader('X-Frame-Options', 'SAMEORIGIN')
      } else if (!HYDRATED.test(path)) {
        prepare(req, res, hostedPageHeaders({ formAction: [], frames: true, fromSource }))
      } else {
        const policy = applicationPagePolicy({ nonce: randomBytes(16).toString('base64'), fromSource })
        req.headers['content-security-policy'] = policy
        res.setHeader('Content-Security-Policy', policy)
      }
      await render(req, res)
    },
    async staticFile(req, res) {
      // The framework marks what never changes as cacheable, but only where nothing was said before.
      res.removeHeader('Cache-Control')
      await (await options.renderer).render(req, res)
    },
  }
}
