import type { InputHTMLAttributes, ReactNode } from 'react'
import { AlertIcon } from './icons.tsx'
import { errorText } from './error-text.ts'
import { fieldId } from './field-id.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { FieldError, PageFrame } from '#src/contracts/hosted/page-frame.ts'

export type FieldProps = {
  readonly frame: PageFrame
  readonly name: string
  readonly label: string
  readonly help?: string | undefined
  readonly optional?: boolean | undefined
  readonly error?: FieldError | undefined
  /** A link shown at the end of the label's row; after the input in reading order. */
  readonly aside?: ReactNode
  /** What follows below the control and its error. */
  readonly after?: ReactNode
}

/** What every control carries so that label, help and error belong to it. */
export const controlAttributes = ({ frame, name, help, error }: FieldProps) => {
  const id = fieldId(name)
  const wrong = error ?? frame.fieldErrors?.[name]
  const described = wrong !== undefined ? `${id}-error` : help !== undefined ? `${id}-help` : ''
  return {
    id,
    name,
    ...(described !== '' && { 'aria-describedby': described }),
    ...(wrong !== undefined && { 'aria-invalid': true as const }),
  }
}

/** Label row, control, and its help or, when something is wrong, its error. */
export const Field = ({ children, ...field }: FieldProps & { readonly children: ReactNode }) => {
  const { frame, name, label, help, optional = false, aside, after } = field
  const t = textsOfPage(frame)
  const id = fieldId(name)
  const wrong = field.error ?? frame.fieldErrors?.[name]
  return (
    <div className="id-field">
      <label className="label-customizable" htmlFor={id}>{label}{optional && <span className="id-optional">{t('frame.optional')}</span>}</label>
      <div className="id-control">{children}</div>
      {aside !== undefined && <div className="id-aside redirect-customizable">{aside}</div>}
      {wrong !== undefined && <p className="id-error" id={`${id}-error`}><AlertIcon /><span>{errorText(t, wrong)}</span></p>}
      {wrong === undefined && help !== undefined && <p className="id-help" id={`${id}-help`}>{help}</p>}
      {after}
    </div>
  )
}

type TextFieldProps = FieldProps & { readonly input: InputHTMLAttributes<HTMLInputElement> }

/** A one-line input with its label. */
export const TextField = ({ input, ...field }: TextFieldProps) => (
  <Field {...field}>
    <input className="id-input inputField-customizable" type="text" required={field.optional !== true} {...controlAttributes(field)} {...input} />
  </Field>
)
