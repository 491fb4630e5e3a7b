import type { ReactNode } from 'react'
import { HostedForm } from '#app/_components/hosted-form.tsx'
import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type ActionFormProps = {
  readonly frame: PageFrame
  readonly form: AccountFormName
  readonly hidden?: Readonly<Record<string, string>>
  /** What it is done to: heard, not seen, where the row says it already. */
  readonly about?: string
  readonly children: ReactNode
}

/** A form of one small button in a row. */
export const ActionForm = ({ frame, form, hidden = {}, about, children }: ActionFormProps) => (
  <HostedForm frame={frame} form={form} className="id-action" hidden={hidden}>
    <button className="id-small-button" type="submit">{children}{about !== undefined && <span className="id-hidden"> {about}</span>}</button>
  </HostedForm>
)
