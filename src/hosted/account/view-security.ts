import type { AccountFactor, AccountSecurityView } from '#src/contracts/hosted/views/account-security-view.ts'
import { activeFactors, preferredFactor } from '#src/domain/mfa/active-factors.ts'
import { CONTACT_OF, offeredSecondFactors, type SecondFactor } from '#src/domain/mfa/second-factors.ts'
import type { DescribedPasskeys } from '#src/domain/passkeys/describe-passkeys.ts'
import { allowsFirstFactor } from '#src/domain/sign-in/first-factors.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { accountHref, type AccountContext } from './account-context.ts'
import { aroundAccount } from './account-frame.ts'
import { CONTACT_PATHS } from './account-sections.ts'

/** How the person signs in, as far as the pool has a use for it. */
export const viewSecurity = async (deps: HostedDeps, context: AccountContext): Promise<AccountSecurityView> => {
  const { pool, user } = context
  const factors = offeredSecondFactors(pool)
  const passkeys = await deps.account.describePasskeys({ pool, user })
  const demanded = pool.settings.MfaConfiguration === 'ON'
  return {
    ...aroundAccount(deps, context, 'account-security', 'security'),
    ...(allowsFirstFactor(pool, 'PASSWORD') ? { password: passwordOf(context) } : {}),
    ...(passkeys === null ? {} : { passkeys: passkeysOf(context, passkeys) }),
    ...(factors.length > 0 ? { secondFactors: { demanded, list: await Promise.all(factors.map((factor) => factorOf(deps, context, factor))) } } : {}),
    ...(activeFactors(pool, user).length > 0 ? { recoveryCodes: await codesOf(deps, context) } : {}),
  }
}

const passwordOf = (context: AccountContext): NonNullable<AccountSecurityView['password']> => {
  const { credential } = context.user
  return { href: accountHref(context, '/password'), set: credential !== null, ...(credential === null ? {} : { changedAt: credential.setAt.toISOString() }) }
}

const passkeysOf = ({ request }: AccountContext, { passkeys, mayAdd, signals }: DescribedPasskeys): NonNullable<AccountSecurityView['passkeys']> => ({
  ...(mayAdd ? { addHref: `${request.address.basePath}/passkeys/add` } : {}),
  signals,
  list: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt: createdAt.toISOString(), ...(lastUsedAt === null ? {} : { lastUsedAt: lastUsedAt.toISOString() }) })),
})

const factorOf = async (deps: HostedDeps, context: AccountContext, factor: SecondFactor): Promise<AccountFactor> => {
  const { pool, user } = context
  const state = { factor, on: activeFactors(pool, user).includes(factor), preferred: preferredFactor(pool, user) === factor }
  if (factor === 'SOFTWARE_TOKEN_MFA') {
    const token = await deps.account.findSoftwareToken(user.id)
    return { ...state, ...(token?.seed && token.friendlyName !== null ? { detail: token.friendlyName } : {}) }
  }
  const contact = CONTACT_OF[factor]
  const value = user.attributes[contact]
  const isProven = value !== undefined && user.attributes[`${contact}_verified`] === 'true'
  return { ...state, ...(value === undefined ? {} : { detail: value }), ...(isProven ? {} : { missing: { contact, href: accountHref(context, CONTACT_PATHS[contact]) } }) }
}

const codesOf = async (deps: HostedDeps, { user }: AccountContext): Promise<NonNullable<AccountSecurityView['recoveryCodes']>> => {
  const codes = await deps.account.describeRecoveryCodes({ user })
  return codes === null ? { left: 0 } : { left: codes.left, madeAt: codes.madeAt.toISOString() }
}
