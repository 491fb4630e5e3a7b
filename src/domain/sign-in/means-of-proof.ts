import { hasUsablePasskey } from '#src/domain/passkeys/begin-passkey-sign-in.ts'
import { levelOf, type AcrLevel } from './acr.ts'
import { allowsFirstFactor, firstFactorsOf } from './first-factors.ts'
import type { GateDeps } from './gates/gate.ts'
import { CODE_METHOD, type LevelStep, type Means, type SentCode, stepTowards } from './level-steps.ts'
import { usableFactors } from './second-factor-challenge.ts'
import type { SignInProgress } from './sign-in-progress.ts'

type Proven = Pick<SignInProgress, 'pool' | 'user' | 'amr'>

/** The first of the levels that the user can reach from what is proven, with the step that is next; null when there is no way to any. */
export const findStep = async (deps: GateDeps, levels: readonly AcrLevel[], proven: Proven): Promise<{ level: AcrLevel; step: LevelStep | 'reached' } | null> => {
  const [first] = levels
  if (first !== undefined && (levelOf(proven.amr) ?? 0) >= first) return { level: first, step: 'reached' }
  const means = await findMeans(deps, proven)
  for (const level of levels) {
    const step = stepTowards(level, proven.amr, means)
    if (step !== null) return { level, step }
  }
  return null
}

/** What the user has switched on or the pool lets in by, and has not proven yet. */
const findMeans = async (deps: GateDeps, { pool, user, amr }: Proven): Promise<Means> => {
  const hasKey = amr.includes('swk') || amr.includes('hwk')
  const [second, passkey] = await Promise.all([
    usableFactors(deps, { pool, user, amr }),
    !hasKey && allowsFirstFactor(pool, 'WEB_AUTHN') && hasUsablePasskey(deps, { pool, user }),
  ])
  const isMissingCode = (factor: string): factor is SentCode => (factor === 'EMAIL_OTP' || factor === 'SMS_OTP') && !amr.includes(CODE_METHOD[factor])
  return {
    second, passkey,
    password: user.credential !== null && !amr.includes('pwd') && allowsFirstFactor(pool, 'PASSWORD'),
    codes: firstFactorsOf(pool, user, false).filter(isMissingCode),
  }
}
