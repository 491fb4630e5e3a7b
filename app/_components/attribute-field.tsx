import type { InputHTMLAttributes, ReactNode } from 'react'
import { controlAttributes, Field, TextField, type FieldProps } from './field.tsx'
import { languageChoices, timeZoneGroups, type Choice } from './choices.ts'
import { attributeField, autocompleteOf, isStandardInput, type AttributeInput } from '#src/contracts/hosted/attribute-inputs.ts'
import type { Texts } from '#src/contracts/messages/catalogues.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** What an attribute is called: the operator's words, the catalogue's, or its plain name. */
export const attributeLabel = (t: Texts, attribute: AttributeInput): string =>
  attribute.label ?? (isStandardInput(attribute.name) ? t(`fields.attribute.${attribute.name}`) : attribute.name.replace(/^custom:/, ''))

const helpOf = (t: Texts, { help, kind }: AttributeInput): string | undefined => {
  if (help !== undefined) return help
  if (kind === 'tel') return t('fields.help.phone_number')
  return kind === 'url' ? t('fields.help.url') : undefined
}

/** The input of one attribute, of the type that suits it. */
export const AttributeField = ({ frame, attribute }: { readonly frame: PageFrame; readonly attribute: AttributeInput }) => {
  const t = textsOfPage(frame)
  const field: FieldProps = {
    frame, name: attributeField(attribute.name), label: attributeLabel(t, attribute), help: helpOf(t, attribute),
    optional: !attribute.required, error: attribute.error,
  }
  switch (attribute.kind) {
    case 'multiline':
      return (
        <Field {...field}>
          <textarea className="id-input inputField-customizable" rows={3} required={attribute.required} maxLength={attribute.maxLength} autoComplete={autocompleteOf(attribute.name)} defaultValue={attribute.value} dir="auto" {...controlAttributes(field)} />
        </Field>
      )
    case 'locale':
      return <Select field={field} attribute={attribute}><Options choices={languageChoices(frame.locale)} /></Select>
    case 'time-zone':
      return (
        <Select field={field} attribute={attribute} timeZone>
          {timeZoneGroups().map((group) => <optgroup key={group.label} label={group.label}><Options choices={group.choices} /></optgroup>)}
        </Select>
      )
    case 'choice':
      return <Select field={field} attribute={attribute}><Options choices={attribute.choices ?? []} /></Select>
    case 'text': case 'email': case 'tel': case 'url': case 'date': case 'number':
      return <TextField {...field} input={inputAttributes(attribute)} />
  }
}

const inputAttributes = (attribute: AttributeInput): InputHTMLAttributes<HTMLInputElement> => {
  const { kind } = attribute
  const address = kind === 'email' || kind === 'tel' || kind === 'url'
  return {
    type: kind,
    ...(kind === 'number' && { step: 'any', inputMode: 'numeric' as const }),
    ...(address && { dir: 'ltr', autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false }),
    ...(kind === 'text' && { dir: 'auto' }),
    autoComplete: autocompleteOf(attribute.name),
    defaultValue: attribute.value,
    minLength: attribute.minLength,
    maxLength: attribute.maxLength,
    min: attribute.minimum,
    max: attribute.maximum,
  }
}

type SelectProps = { readonly field: FieldProps; readonly attribute: AttributeInput; readonly timeZone?: boolean; readonly children: ReactNode }

const Select = ({ field, attribute, timeZone = false, children }: SelectProps) => (
  <Field {...field}>
    <select className="id-input inputField-customizable" required={attribute.required} defaultValue={attribute.value ?? ''} autoComplete={autocompleteOf(attribute.name)} {...(timeZone && { 'data-time-zone': '' })} {...controlAttributes(field)}>
      <option value="">{textsOfPage(field.frame)('fields.choose')}</option>
      {children}
    </select>
  </Field>
)

const Options = ({ choices }: { readonly choices: readonly Choice[] }) => choices.map(({ value, label }) => <option key={value} value={value}>{label}</option>)
