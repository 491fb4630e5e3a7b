import { AccountPage, Panel } from './account-page.tsx'
import { AttributeField, attributeLabel } from '#app/_components/attribute-field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { attributeField } from '#src/contracts/hosted/attribute-inputs.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { AccountContact, AccountProfileView } from '#src/contracts/hosted/views/account-profile-view.ts'

export const AccountProfileScreen = ({ view }: { readonly view: AccountProfileView }) => {
  const { frame, username, contacts, editable, fixed } = view
  const t = textsOfPage(frame)
  const labels = Object.fromEntries(editable.map((attribute) => [attributeField(attribute.name), attributeLabel(t, attribute)]))
  return (
    <AccountPage view={view} title={t('account.profile.title')} labels={labels}>
      {editable.length > 0 && (
        <Panel id="details" title={t('account.profile.details')}>
          <HostedForm frame={frame} form="account-profile">
            {editable.map((attribute) => <AttributeField key={attribute.name} frame={frame} attribute={attribute} />)}
            <SubmitButton>{t('account.profile.save')}</SubmitButton>
          </HostedForm>
        </Panel>
      )}
      {contacts.length > 0 && (
        <Panel id="contacts" title={t('account.profile.contacts')}>
          <ul className="id-rows">{contacts.map((contact) => <Contact key={contact.attribute} frame={frame} contact={contact} />)}</ul>
        </Panel>
      )}
      {(username !== undefined || fixed.length > 0) && (
        <Panel id="fixed" title={t('account.profile.fixed')} lead={t('account.profile.fixedLead')}>
          <dl className="id-facts">
            {username !== undefined && <div><dt>{t('fields.username')}</dt><dd><bdi>{username}</bdi></dd></div>}
            {fixed.map((attribute) => <div key={attribute.name}><dt>{attributeLabel(t, attribute)}</dt><dd><bdi>{attribute.value}</bdi></dd></div>)}
          </dl>
        </Panel>
      )}
    </AccountPage>
  )
}

const Contact = ({ frame, contact }: { readonly frame: PageFrame; readonly contact: AccountContact }) => {
  const t = textsOfPage(frame)
  const { attribute, value, waiting, verified, changeHref, verifyHref } = contact
  const name = t(`fields.attribute.${attribute}`)
  return (
    <li className="id-row">
      <span>
        <strong>{name}</strong>
        <span>{value === undefined ? <span className="id-small">{t('account.profile.none')}</span> : <bdi dir="ltr">{value}</bdi>}{value !== undefined && !verified && <span className="id-chip" data-tone="warning">{t('account.profile.unverified')}</span>}</span>
        {waiting !== undefined && <span className="id-small">{t.rich('account.profile.waiting', { value: waiting, strong: (chunks) => <bdi key="to" dir="ltr"><strong>{chunks}</strong></bdi> })}</span>}
      </span>
      <span className="id-actions">
        {verifyHref !== undefined && <a href={verifyHref}>{t('account.profile.verify')}<span className="id-hidden"> {name}</span></a>}
        {changeHref !== undefined && <a href={changeHref}>{t(value === undefined ? 'account.profile.add' : 'account.profile.change')}<span className="id-hidden"> {name}</span></a>}
      </span>
    </li>
  )
}
