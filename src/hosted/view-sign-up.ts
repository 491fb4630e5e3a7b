import type { SignUpView } from '#src/contracts/hosted/views/sign-up-view.ts'
import { passwordPolicy, usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import { agreementOf } from './agreement.ts'
import { signUpInputs } from './attribute-inputs.ts'
import { flowFrame } from './build-frame.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** The sign-up page: the user name where it is a name of its own, every attribute the account needs, a password. */
export const viewSignUp = (deps: HostedDeps, context: FlowContext): SignUpView => ({
  screen: 'sign-up',
  frame: flowFrame(deps, context),
  ...(usernameIsAttribute(context.pool) ? {} : { username: { value: context.flow.values?.['username'] ?? '' } }),
  attributes: signUpInputs(context.pool, context.flow),
  passwordPolicy: passwordPolicy(context.pool),
  agreement: agreementOf(context),
})
