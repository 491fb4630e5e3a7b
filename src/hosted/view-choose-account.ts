import type { ChooseAccountView } from '#src/contracts/hosted/views/sign-in-view.ts'
import { maskDestination } from '#src/domain/messages/mask-destination.ts'
import { flowFrame } from './build-frame.ts'
import { pageHref, type FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** "Continue as …": the account this browser is signed in to, or null when there is none (any more). */
export const viewChooseAccount = async (deps: HostedDeps, context: FlowContext): Promise<ChooseAccountView | null> => {
  const { rememberedAccount } = context.interaction
  const user = rememberedAccount === null ? null : await deps.users.findUserById(context.pool.id, rememberedAccount.userId)
  if (user === null || !user.enabled) return null
  const { name, email, phone_number: phone } = user.attributes
  const shown = name ?? email ?? phone ?? user.username
  const detail = name === undefined ? undefined : email !== undefined ? maskDestination('email', email) : phone === undefined ? undefined : maskDestination('phone_number', phone)
  return {
    screen: 'choose-account',
    frame: flowFrame(deps, context),
    accounts: [{ id: user.id, name: shown, ...(detail === undefined ? {} : { detail }) }],
    useAnotherHref: pageHref(context, '/login', { another: '1' }),
  }
}
