import { AccountPage, Panel } from './account-page.tsx'
import { ActionForm } from './action-form.tsx'
import { CodeField } from '#app/_components/code-field.tsx'
import { TextField } from '#app/_components/field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { ResendForm } from '#app/_components/resend.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountContactView } from '#src/contracts/hosted/views/account-contact-view.ts'

export const AccountContactScreen = ({ view }: { readonly view: AccountContactView }) => {
  const { frame, attribute, value, waiting, proof, change } = view
  const t = textsOfPage(frame)
  const name = t(`fields.attribute.${attribute}`)
  return (
    <AccountPage view={view} title={name} labels={{ contact: name, code: t('fields.code') }} lead={value === undefined ? undefined : <p><bdi dir="ltr">{value}</bdi></p>}>
      {proof !== undefined && <Proof view={view} proof={proof} />}
      {change !== undefined && (
        <Panel id="change" title={t(value === undefined ? 'account.contact.add' : 'account.contact.change', { attribute })} lead={value !== undefined && view.verified ? t('account.contact.changeLead') : undefined}>
          <HostedForm frame={frame} form="account-contact" hidden={{ attribute }}>
            <TextField
              frame={frame}
              name="contact"
              label={t('account.contact.new', { attribute })}
              help={attribute === 'phone_number' ? t('fields.help.phone_number') : undefined}
              input={{ type: attribute === 'email' ? 'email' : 'tel', autoComplete: attribute === 'email' ? 'email' : 'tel', defaultValue: change.value, dir: 'ltr', autoCapitalize: 'none', spellCheck: false }}
            />
            <SubmitButton>{t('account.contact.submit')}</SubmitButton>
          </HostedForm>
          {waiting && value !== undefined && <ActionForm frame={frame} form="account-contact" hidden={{ attribute, contact: value }}>{t.rich('account.contact.keep', { value, strong: (chunks) => <bdi key="old" dir="ltr">{chunks}</bdi> })}</ActionForm>}
        </Panel>
      )}
    </AccountPage>
  )
}

const Proof = ({ view: { frame, attribute }, proof }: { readonly view: AccountContactView; readonly proof: NonNullable<AccountContactView['proof']> }) => {
  const t = textsOfPage(frame)
  const to = { value: proof.value, strong: (chunks: unknown) => <bdi key="to" dir="ltr"><strong>{chunks as string}</strong></bdi> }
  if (!proof.sent) {
    return (
      <Panel id="proof" title={t('account.contact.prove', { attribute })} lead={t.rich('account.contact.unsent', to)}>
        <HostedForm frame={frame} form="account-contact-resend" hidden={{ attribute }}><SubmitButton>{t('account.contact.send')}</SubmitButton></HostedForm>
      </Panel>
    )
  }
  return (
    <Panel id="proof" title={t('account.contact.prove', { attribute })} lead={t.rich('account.contact.sent', to)}>
      <HostedForm frame={frame} form="account-contact-code" hidden={{ attribute }}>
        <CodeField frame={frame} focus={frame.summary === undefined} submitsItself />
        <SubmitButton>{t('account.contact.confirm')}</SubmitButton>
      </HostedForm>
      <ResendForm frame={frame} form="account-contact-resend" hidden={{ attribute }} resend={proof.resend} />
    </Panel>
  )
}
