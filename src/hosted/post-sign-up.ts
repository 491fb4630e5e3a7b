import { DomainError } from '#src/domain/domain-error.ts'
import { usernameIsAttribute } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { agreedDocuments } from './agreement.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { toPage, type FlowForm, type FormValue } from './hosted-form.ts'
import { rememberDelivery } from './remember-delivery.ts'

/** Creates the account; goes on to the code, or straight to the application where nothing has to be confirmed. */
export const signUpForm: FlowForm<'sign-up'> = {
  path: '/signup',
  keep: ['username', 'attribute.'],
  async submit(deps, context, value) {
    const { pool, client } = context
    const shown = agreedDocuments(context, value)
    const signedUp = await deps.operations.signUp({
      pool, client, wire: 'hosted', username: usernameOf(pool, value), password: value.password ?? null, attributes: value.attributes,
    })
    if (shown.length > 0) await deps.operations.acceptTerms({ userId: signedUp.userId, shown })
    const flow = { username: signedUp.username, signUpProof: signedUp.proof, ...rememberDelivery(deps.clock, signedUp.delivery) }
    if (!signedUp.confirmed && signedUp.delivery === null) return toPage('/confirmUser', { ...flow, confirmedByOperator: true })
    if (!signedUp.confirmed) return toPage('/confirmUser', flow)
    return finishSignIn(deps, { ...context, flow }, await deps.operations.signInAfterSignUp({ pool, client, proof: signedUp.proof }))
  },
}

/** The name that the new user signs in by. */
const usernameOf = (pool: UserPool, value: FormValue<'sign-up'>): string => {
  if (!usernameIsAttribute(pool)) return value.username ?? refuseMissing('username')
  const given = pool.settings.UsernameAttributes.map((name) => value.attributes[name]).find((contact) => contact !== undefined)
  return given ?? refuseMissing(pool.settings.UsernameAttributes[0] ?? 'email')
}

const refuseMissing = (field: string): never => {
  throw new DomainError('InvalidParameter', `${field} is required.`, { reason: 'attributes', field, violations: [{ field, rule: 'required' }] })
}
