import { Panel } from './account-page.tsx'
import { ActionForm } from './action-form.tsx'
import { RenameForm } from './rename-form.tsx'
import { When } from './when.tsx'
import { PasskeySignal } from '#app/_components/passkey-box.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountPasskey, AccountSecurityView } from '#src/contracts/hosted/views/account-security-view.ts'

type Passkeys = NonNullable<AccountSecurityView['passkeys']>

/** The account's passkeys: names, use, and the way to add one. */
export const PasskeysPanel = ({ view, passkeys: { list, addHref, signals } }: { readonly view: AccountSecurityView; readonly passkeys: Passkeys }) => {
  const t = textsOfPage(view.frame)
  return (
    <Panel id="passkeys" title={t('account.security.passkeys')} lead={t('account.security.passkeysLead')}>
      {list.length > 0 && <ul className="id-rows">{list.map((passkey) => <Passkey key={passkey.id} view={view} passkey={passkey} />)}</ul>}
      <PasskeySignal signals={signals} />
      <p>{addHref === undefined ? t('account.security.mostPasskeys') : <a href={addHref}>{t('account.security.addPasskey')}</a>}</p>
    </Panel>
  )
}

const Passkey = ({ view, passkey: { id, name, createdAt, lastUsedAt } }: { readonly view: AccountSecurityView; readonly passkey: AccountPasskey }) => {
  const { frame } = view
  const t = textsOfPage(frame)
  return (
    <li className="id-row">
      <span>
        <strong><bdi>{name}</bdi></strong>
        <span className="id-small">{t.rich('account.security.added', { when: () => <When key="when" view={view} at={createdAt} dayOnly /> })}{lastUsedAt !== undefined && <>{' '}{t.rich('account.security.lastUsed', { when: () => <When key="used" view={view} at={lastUsedAt} dayOnly /> })}</>}</span>
        <RenameForm frame={frame} form="account-passkey" hidden={{ passkey: id, change: 'rename' }} id={`f-passkey-${id}`} field="passkey_name" label={t('account.security.passkeyName')} name={name} />
      </span>
      <ActionForm frame={frame} form="account-passkey" hidden={{ passkey: id, change: 'remove' }} about={name}>{t('account.security.remove')}</ActionForm>
    </li>
  )
}
