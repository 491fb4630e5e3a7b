import type { GivenOrigin } from '#src/domain/sign-in/sign-in-origin.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { readBrowser } from './kept-browser.ts'

/** Where a form was sent from: address, what the browser brought along, and whether it is to be remembered. */
export const requestOrigin = (deps: Pick<HostedDeps, 'sealer' | 'clock'>, context: Pick<HostedContext, 'req' | 'request'>, { remember = false }: { remember?: boolean } = {}): Required<GivenOrigin> => ({
  address: context.request.clientIp, userAgent: context.req.headers['user-agent'] ?? null, browser: readBrowser(deps, context), rememberBrowser: remember,
})
