import { TextField } from './field.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { Identifier, IdentifierKind } from '#src/contracts/hosted/views/sign-in-view.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type IdentifierFieldProps = { readonly frame: PageFrame; readonly identifier: Identifier; readonly focus: boolean; readonly invalid?: boolean }

// The type stays `text` even for addresses: `email` inputs trim and recode what was typed, and managers fill by token.
const KEYBOARDS: Record<IdentifierKind, 'text' | 'email' | 'tel'> = {
  username: 'text', email: 'email', phone_number: 'tel', email_or_phone: 'email', username_or_email: 'email', username_or_phone: 'text', any: 'email',
}

/** Who is signing in, by whatever names the pool accepts. */
export const IdentifierField = ({ frame, identifier, focus, invalid = false }: IdentifierFieldProps) => (
  <TextField
    frame={frame}
    name="username"
    label={textsOfPage(frame)(`fields.identifier.${identifier.kind}`)}
    input={{
      defaultValue: identifier.value,
      autoComplete: 'username webauthn',
      inputMode: KEYBOARDS[identifier.kind],
      autoCapitalize: 'none',
      autoCorrect: 'off',
      spellCheck: false,
      dir: 'auto',
      autoFocus: focus,
      ...(invalid && { 'aria-invalid': true, 'aria-describedby': 'summary-title' }),
    }}
  />
)
