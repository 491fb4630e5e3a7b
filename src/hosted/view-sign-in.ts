import type { SignInView } from '#src/contracts/hosted/views/sign-in-view.ts'
import { flowFrame } from './build-frame.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import { identifierKind } from './identifier.ts'
import { readLastMethod } from './last-method-cookie.ts'
import { asksNameFirst } from './sign-in-methods.ts'

/**
 * The sign-in page: identifier and password together, so that password managers fill both; where there are other ways to sign in the
 * identifier alone. Passkeys sign in without a name wherever the pool takes them.
 */
export const viewSignIn = async (deps: HostedDeps, context: FlowContext): Promise<SignInView> => {
  const { pool, client, flow, interaction } = context
  const password = client.settings.SupportedIdentityProviders.includes('COGNITO')
  const custom = deps.operations.offersCustomSignIn({ pool, client })
  return {
    screen: 'sign-in',
    frame: flowFrame(deps, context),
    identifier: { kind: identifierKind(pool), value: flow.values?.['username'] ?? flow.username ?? interaction.params['login_hint'] ?? '' },
    password,
    ...(asksNameFirst(pool, client) ? { identifierFirst: true } : custom === 'off' ? {} : { custom }),
    ...(password ? await passkeyOf(deps, context) : {}),
    providers: [],
    ...(context.brand.blockOrder[0] === 'federated' ? { providersFirst: true } : {}),
    ...(pool.settings.Poolhouse.askToKeepSignedIn === true ? { keepSignedIn: { checked: flow.values?.['keep'] === 'on' } } : {}),
    ...(!password && deps.inboxHref !== null ? { missingSetting: 'SupportedIdentityProviders' } : {}),
  }
}

const passkeyOf = async (deps: HostedDeps, context: FlowContext): Promise<Pick<SignInView, 'passkey'>> => {
  const { pool, request, flow } = context
  if (!(await deps.operations.offersPasskeySignIn({ pool, origin: request.address.origin }))) return {}
  return { passkey: { ...(readLastMethod(context) === 'WEB_AUTHN' ? { lastUsed: true } : {}), ...(flow.unknownPasskey === undefined ? {} : { unknown: flow.unknownPasskey }) } }
}
