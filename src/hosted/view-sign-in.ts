import type { SignInView } from '#src/contracts/hosted/views/sign-in-view.ts'
import { flowFrame } from './build-frame.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { identifierKind } from './identifier.ts'

/** The sign-in page: identifier and password together, so that password managers fill both. */
export const viewSignIn = (deps: HostedDeps, context: FlowContext): SignInView => {
  const password = context.client.settings.SupportedIdentityProviders.includes('COGNITO')
  return {
    screen: 'sign-in',
    frame: flowFrame(deps, context),
    identifier: { kind: identifierKind(context.pool), value: context.flow.values?.['username'] ?? context.flow.username ?? context.interaction.params['login_hint'] ?? '' },
    password,
    providers: [],
    ...(context.pool.settings.Poolhouse.askToKeepSignedIn === true ? { keepSignedIn: { checked: context.flow.values?.['keep'] === 'on' } } : {}),
    ...(!password && deps.inboxHref !== null ? { missingSetting: 'SupportedIdentityProviders' } : {}),
  }
}
