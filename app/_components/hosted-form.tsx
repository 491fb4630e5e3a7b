import type { ReactNode } from 'react'
import type { AccountFormName } from '#src/contracts/hosted/forms/account-form-names.ts'
import { formAction, type FormName } from '#src/contracts/hosted/forms/form-names.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type HostedFormProps = {
  readonly frame: PageFrame
  readonly form: FormName | AccountFormName
  /** More hidden inputs. */
  readonly hidden?: Readonly<Record<string, string>>
  readonly className?: string
  readonly children: ReactNode
}

/** A form that is posted url-encoded to the pool's `/hosted/<form>`, with the frame's hidden inputs. Browsers' own bubbles are off: ours say more. */
export const HostedForm = ({ frame, form, hidden = {}, className = 'id-form', children }: HostedFormProps) => {
  const inputs = { csrf: frame.form.csrf, uid: frame.form.uid, r: frame.form.r, ...hidden }
  return (
    <form className={className} method="post" action={formAction(frame.form.basePath, form)} noValidate data-form={form}>
      {Object.entries(inputs).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
      {children}
      <p className="id-slow" role="status" data-slow={textsOfPage(frame)('frame.working')} />
    </form>
  )
}

/** The one primary action of a page. Never disabled: pressing it explains what is missing. */
export const SubmitButton = ({ children }: { readonly children: ReactNode }) => (
  <button className="id-button id-primary submitButton-customizable" type="submit"><span>{children}</span></button>
)

/** The primary action when it is a way to go, not something to send. */
export const ButtonLink = ({ href, secondary = false, children }: { readonly href: string; readonly secondary?: boolean; readonly children: ReactNode }) => (
  <a className={secondary ? 'id-button id-secondary' : 'id-button id-primary submitButton-customizable'} href={href}><span>{children}</span></a>
)
