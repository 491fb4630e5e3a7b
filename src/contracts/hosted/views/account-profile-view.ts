import type { AttributeInput } from '#src/contracts/hosted/attribute-inputs.ts'
import type { AccountPageView } from './account-frame.ts'

/** An e-mail address or phone number of the account. */
export type AccountContact = {
  readonly attribute: 'email' | 'phone_number'
  readonly value?: string | undefined
  readonly verified: boolean
  /** The new one, while it waits for its code. */
  readonly waiting?: string | undefined
  /** Where it is changed or proven; absent where only an operator can. */
  readonly changeHref?: string | undefined
  readonly verifyHref?: string | undefined
}

/** What the account knows of the person. */
export type AccountProfileView = AccountPageView<'account-profile'> & {
  /** The name one signs in by, where it is a name of its own. */
  readonly username?: string | undefined
  readonly contacts: readonly AccountContact[]
  /** What can be changed; the others can only be read. */
  readonly editable: readonly AttributeInput[]
  readonly fixed: readonly AttributeInput[]
}
