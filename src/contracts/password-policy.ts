/** A pool's password rules (Cognito: PasswordPolicyType). Lengths count Unicode code points. */
export type PasswordPolicy = {
  readonly minimumLength: number
  readonly requireUppercase: boolean
  readonly requireLowercase: boolean
  readonly requireNumbers: boolean
  readonly requireSymbols: boolean
}

export const MAXIMUM_PASSWORD_LENGTH = 256

export const PASSWORD_RULES = ['length', 'lowercase', 'uppercase', 'number', 'symbol', 'edge-space', 'maximum'] as const
export type PasswordRule = (typeof PASSWORD_RULES)[number]
export type PasswordRuleResult = { readonly rule: PasswordRule; readonly met: boolean }

const CASES: Record<PasswordRule, (policy: PasswordPolicy, password: string) => boolean> = {
  length: (policy, password) => codePoints(password) >= policy.minimumLength,
  lowercase: (_, password) => /[a-z]/.test(password),
  uppercase: (_, password) => /[A-Z]/.test(password),
  number: (_, password) => /[0-9]/.test(password),
  symbol: (_, password) => /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+=]/.test(password) || /\S .*\S/s.test(password),
  'edge-space': (_, password) => password === '' || !/^\s|\s$/.test(password),
  maximum: (_, password) => codePoints(password) <= MAXIMUM_PASSWORD_LENGTH,
}

/**
 * The rules a policy asks for, each met or not, in the order a page lists them
 * (Cognito: user pool password policies; a space counts as a symbol unless it leads or trails).
 */
export const checkPassword = (policy: PasswordPolicy, password: string): readonly PasswordRuleResult[] =>
  rulesOf(policy).map((rule) => ({ rule, met: CASES[rule](policy, password) }))

/** Whether the password meets every rule of the policy. */
export const isPasswordAcceptable = (policy: PasswordPolicy, password: string): boolean =>
  checkPassword(policy, password).every(({ met }) => met)

/** The rules that are worth telling a person before they type: those that the operator chose. */
export const announcedRules = (policy: PasswordPolicy): readonly PasswordRule[] =>
  rulesOf(policy).filter((rule) => rule !== 'edge-space' && rule !== 'maximum')

/** The value of the `passwordrules` attribute, from which password managers make a password that fits. */
export const passwordRulesAttribute = (policy: PasswordPolicy): string => {
  const required = [
    ['lower', policy.requireLowercase],
    ['upper', policy.requireUppercase],
    ['digit', policy.requireNumbers],
    ['[-!#$%&()*+,./:;=?@^_~]', policy.requireSymbols],
  ] as const
  return [
    `minlength: ${policy.minimumLength}`,
    `maxlength: ${MAXIMUM_PASSWORD_LENGTH}`,
    ...required.filter(([, wanted]) => wanted).map(([characters]) => `required: ${characters}`),
  ].join('; ') + ';'
}

const rulesOf = (policy: PasswordPolicy): readonly PasswordRule[] => {
  const asked: Record<PasswordRule, boolean> = {
    length: true,
    lowercase: policy.requireLowercase,
    uppercase: policy.requireUppercase,
    number: policy.requireNumbers,
    symbol: policy.requireSymbols,
    'edge-space': true,
    maximum: true,
  }
  return PASSWORD_RULES.filter((rule) => asked[rule])
}

const codePoints = (text: string): number => [...text].length
