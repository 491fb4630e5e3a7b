import type { InputHTMLAttributes, ReactNode } from 'react'
import { controlAttributes, Field, type FieldProps } from './field.tsx'
import { EyeIcon } from './icons.tsx'
import { fieldId } from './field-id.ts'
import { announcedRules, passwordRulesAttribute, type PasswordPolicy } from '#src/contracts/password-policy.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type PasswordProps = Omit<FieldProps, 'name'> & { readonly name?: string; readonly input: InputHTMLAttributes<HTMLInputElement> & { passwordrules?: string } }

const Password = ({ input, name = 'password', ...rest }: PasswordProps) => {
  const t = textsOfPage(rest.frame)
  const field = { ...rest, name }
  return (
    <Field {...field}>
      <input className="id-input inputField-customizable" type="password" required autoCapitalize="none" autoCorrect="off" spellCheck={false} data-password="" {...controlAttributes(field)} {...input} />
      {/* The script shows it: without script it could do nothing. */}
      <button className="id-reveal" type="button" hidden aria-pressed="false" aria-controls={fieldId(name)} aria-label={t('fields.showPassword')} data-reveal="" suppressHydrationWarning><EyeIcon /></button>
      <p className="id-caps" role="status" data-caps={t('fields.capsLock')} />
    </Field>
  )
}

type CurrentPasswordProps = { readonly frame: PageFrame; readonly focus: boolean; readonly invalid: boolean; readonly aside?: ReactNode; readonly name?: string; readonly label?: string }

/** The password one signs in with. */
export const CurrentPasswordField = ({ frame, focus, invalid, aside, name = 'password', label }: CurrentPasswordProps) => (
  <Password
    frame={frame}
    name={name}
    label={label ?? textsOfPage(frame)('fields.password')}
    aside={aside}
    input={{ autoComplete: 'current-password', autoFocus: focus, ...(invalid && { 'aria-invalid': true, 'aria-describedby': 'summary-title' }) }}
  />
)

/** A password that nobody is asked for yet: what a password manager fills in beside the name is taken along. */
export const FilledPassword = () => (
  <input className="id-hidden" type="password" name="password" autoComplete="current-password" tabIndex={-1} aria-hidden="true" data-filled="" />
)

/** The script says by it that this browser could make passkeys. */
export const CanMakePasskeys = () => <input type="hidden" name="passkeys" defaultValue="on" disabled />

type NewPasswordFieldProps = { readonly frame: PageFrame; readonly policy: PasswordPolicy; readonly label: string; readonly focus?: boolean }

/** A password to be chosen, with the pool's rules beside it; the script ticks them while typing. */
export const NewPasswordField = ({ frame, policy, label, focus = false }: NewPasswordFieldProps) => {
  const rules = <PasswordRules frame={frame} policy={policy} />
  const wrong = frame.fieldErrors?.['password'] !== undefined
  const described = ['password-rules', wrong && `${fieldId('password')}-error`].filter(Boolean).join(' ')
  return (
    <Password
      frame={frame}
      label={label}
      after={rules}
      input={{ autoComplete: 'new-password', autoFocus: focus, passwordrules: passwordRulesAttribute(policy), 'aria-describedby': described }}
    />
  )
}

const PasswordRules = ({ frame, policy }: { readonly frame: PageFrame; readonly policy: PasswordPolicy }) => {
  const t = textsOfPage(frame)
  const values = { minimum: policy.minimumLength }
  return (
    <div className="id-rules" id="password-rules" data-rules={JSON.stringify(policy)} data-progress={t('passwordRules.progress')}>
      <p>{t('passwordRules.title')}</p>
      <ul data-met={t('passwordRules.met')} data-unmet={t('passwordRules.unmet')}>
        {announcedRules(policy).map((rule) => <li key={rule} data-rule={rule}>{t(`passwordRules.${rule}`, values)}</li>)}
        {(['edge-space', 'maximum'] as const).map((rule) => <li key={rule} data-rule={rule} data-quiet="" hidden>{t(`passwordRules.${rule}`)}</li>)}
      </ul>
      <p className="id-hidden" role="status" data-rules-status="" />
    </div>
  )
}

/** Tells password managers whose password this page changes. */
export const HiddenUsername = ({ username }: { readonly username: string }) => (
  <input className="id-hidden" type="text" name="username" defaultValue={username} autoComplete="username" readOnly tabIndex={-1} aria-hidden="true" />
)
