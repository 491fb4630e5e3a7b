import type { BookmarkView } from '#src/contracts/hosted/views/closing-view.ts'
import { bareFrame } from './build-frame.ts'
import type { HostedContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** A sign-in address opened by itself: names the applications that say where a sign-in begins. */
export const viewBookmark = async (deps: HostedDeps, context: HostedContext): Promise<BookmarkView> => {
  const { clients } = await deps.clients.listClients({ poolId: context.pool.id, after: null, limit: 60 })
  const applications = clients.flatMap(({ name, settings }) => {
    const href = settings.Poolhouse.initiateLoginUri
    return href === undefined ? [] : [{ name, href }]
  })
  return { screen: 'bookmark', frame: bareFrame(deps, context, 'bookmark'), applications }
}
