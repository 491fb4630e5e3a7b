import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendNotice } from './answers.ts'
import type { PageRenderer } from './hosted-pages.ts'
import { applicationPagePolicy } from './security-headers.ts'

// Rendering of prepared views, fetching of pictures, and data of pages: never asked for from outside.
const INTERNAL = /^\/(h\/|_next\/(?!static\/))/
// What the compiler's own client asks for while pages are compiled as they are asked for.
const COMPILER = /^\/(_next\/(webpack-hmr|static\/)|__nextjs)/

export type ApplicationPages = {
  /** Answers a page of the base address: start page, inbox, demo. */
  page(req: IncomingMessage, res: ServerResponse): Promise<void>
  /** Answers a style sheet, script or icon. */
  staticFile(req: IncomingMessage, res: ServerResponse): Promise<void>
}

/** Pages that are not hosted pages, rendered whole by the framework, scripts included, under a policy with a nonce. */
export function createApplicationPages(options: { renderer: Promise<PageRenderer>; fromSource: boolean }): ApplicationPages {
  return {
    async page(req, res) {
      const path = (req.url ?? '/').split('?', 1)[0] ?? '/'
      if (INTERNAL.test(path) && !(options.fromSource && COMPILER.test(path))) {
        return sendNotice(req, res, 404, { error: 'not_found', message: 'There is nothing at this address.' })
      }
      const policy = applicationPagePolicy({ nonce: randomBytes(16).toString('base64'), fromSource: options.fromSource })
      req.headers['content-security-policy'] = policy
      res.setHeader('Content-Security-Policy', policy)
      await (await options.renderer).render(req, res)
    },
    async staticFile(req, res) {
      // The framework marks what never changes as cacheable, but only where nothing was said before.
      res.removeHeader('Cache-Control')
      await (await options.renderer).render(req, res)
    },
  }
}
