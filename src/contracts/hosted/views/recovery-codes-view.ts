import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { RememberChoice } from './mfa-view.ts'

/** A recovery code in place of the second factor. */
export type RecoveryCodeView = {
  readonly screen: 'recovery-code'
  readonly frame: PageFrame
  readonly remember?: RememberChoice | undefined
  /** Back to the second factor. */
  readonly otherHref: string
}

/** After a sign-in: new recovery codes, shown once, or the news that few are left. */
export type RecoveryCodesView = {
  readonly screen: 'recovery-codes'
  readonly frame: PageFrame
  readonly step:
    | { readonly kind: 'new'; readonly codes: readonly string[]; /** Whose they are, as typed. */ readonly account?: string | undefined }
    | { readonly kind: 'few'; readonly left: number }
}
