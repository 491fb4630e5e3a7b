import { HostedForm } from '#app/_components/hosted-form.tsx'
import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type RenameFormProps = {
  readonly frame: PageFrame
  readonly form: AccountFormName
  readonly hidden: Readonly<Record<string, string>>
  /** Tells its input from the other ones of the page. */
  readonly id: string
  /** The input's name and label. */
  readonly field: string
  readonly label: string
  readonly name: string
}

/** Gives a thing in a row another name; folded away, which needs no script. */
export const RenameForm = ({ frame, form, hidden, id, field, label, name }: RenameFormProps) => {
  const t = textsOfPage(frame)
  return (
    <details className="id-rename">
      <summary>{t('account.security.rename')}<span className="id-hidden"> {name}</span></summary>
      <HostedForm frame={frame} form={form} className="id-inline-form" hidden={hidden}>
        <label className="id-hidden" htmlFor={id}>{label}</label>
        <input className="id-input inputField-customizable" id={id} name={field} defaultValue={name} maxLength={64} required autoComplete="off" dir="auto" />
        <button className="id-small-button" type="submit">{t('account.security.saveName')}</button>
      </HostedForm>
    </details>
  )
}
