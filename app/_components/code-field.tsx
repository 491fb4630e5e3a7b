import { controlAttributes, Field } from './field.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type CodeFieldProps = {
  readonly frame: PageFrame
  readonly value?: string | undefined
  readonly focus: boolean
  readonly digits?: 6 | 8
  /** Send the form once, when the last digit is there and nothing was refused before. */
  readonly submitsItself?: boolean
}

/** One real input that looks like slots: paste, SMS autofill and screen readers see one field. */
export const CodeField = ({ frame, value, focus, digits = 6, submitsItself = false }: CodeFieldProps) => {
  const t = textsOfPage(frame)
  const field = { frame, name: 'code', label: t('fields.code'), help: t('fields.codeHelp', { digits }) }
  const sends = submitsItself && frame.summary === undefined
  return (
    <Field {...field}>
      <input
        className="id-input id-code inputField-customizable"
        type="text"
        dir="ltr"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        maxLength={16}
        required
        defaultValue={value}
        autoFocus={focus}
        data-code={sends ? 'submit' : ''}
        data-digits={digits}
        {...controlAttributes(field)}
      />
      {sends && <p className="id-hidden" role="status" data-code-status={t('fields.codeSent')} />}
    </Field>
  )
}
