import type { AccountPageView } from './account-frame.ts'
import type { PasskeySignals } from './first-factor-view.ts'
import type { SecondFactorKind } from './mfa-view.ts'

/** A second step that the pool offers. */
export type AccountFactor = {
  readonly factor: SecondFactorKind
  readonly on: boolean
  readonly preferred: boolean
  /** Address or number, or what the person calls the authenticator. */
  readonly detail?: string | undefined
  /** Why it cannot be switched on yet: no proven contact; and where that is put right. */
  readonly missing?: { readonly contact: 'email' | 'phone_number'; readonly href?: string | undefined } | undefined
}

/** Dates are ISO 8601. */
export type AccountPasskey = { readonly id: string; readonly name: string; readonly createdAt: string; readonly lastUsedAt?: string | undefined }

/** How one signs in, and what protects that. */
export type AccountSecurityView = AccountPageView<'account-security'> & {
  /** Absent where the pool knows no passwords. */
  readonly password?: { readonly set: boolean; readonly changedAt?: string | undefined; readonly href: string } | undefined
  /** Absent where the pool takes none. */
  readonly passkeys?: { readonly list: readonly AccountPasskey[]; readonly addHref?: string | undefined; /** For the person's password manager. */ readonly signals?: PasskeySignals | undefined } | undefined
  /** Absent where the pool offers none; `demanded`: one must stay on. */
  readonly secondFactors?: { readonly list: readonly AccountFactor[]; readonly demanded: boolean } | undefined
  /** Absent where there is no second step to stand in for. */
  readonly recoveryCodes?: { readonly left: number; readonly madeAt?: string | undefined } | undefined
}
