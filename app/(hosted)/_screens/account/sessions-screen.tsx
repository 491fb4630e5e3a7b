import { AccountPage, Panel } from './account-page.tsx'
import { ActionForm } from './action-form.tsx'
import { RenameForm } from './rename-form.tsx'
import { When } from './when.tsx'
import { listNames } from '#src/contracts/messages/list-names.ts'
import { placeInWords } from '#src/contracts/hosted/place-in-words.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountDevice, AccountSession, AccountSessionsView } from '#src/contracts/hosted/views/account-sessions-view.ts'

export const AccountSessionsScreen = ({ view }: { readonly view: AccountSessionsView }) => {
  const { frame, sessions, devices } = view
  const t = textsOfPage(frame)
  return (
    <AccountPage view={view} title={t('account.sessions.pageTitle')} lead={<p>{t('account.sessions.lead')}</p>}>
      <Panel id="sessions" title={t('account.sessions.title')}>
        <ul className="id-rows">{sessions.map((session) => <Session key={session.id} view={view} session={session} />)}</ul>
        {sessions.some(({ current }) => !current) && <ActionForm frame={frame} form="account-other-sessions">{t('account.sessions.endOthers')}</ActionForm>}
      </Panel>
      {devices !== undefined && (
        <Panel id="devices" title={t('account.devices.title')} lead={t('account.devices.lead')}>
          {devices.length === 0 ? <p>{t('account.devices.none')}</p> : <ul className="id-rows">{devices.map((device) => <Device key={device.key} view={view} device={device} />)}</ul>}
        </Panel>
      )}
    </AccountPage>
  )
}

const Session = ({ view, session }: { readonly view: AccountSessionsView; readonly session: AccountSession }) => {
  const { frame } = view
  const t = textsOfPage(frame)
  const { id, kind, device, address, place, applications, lastSeenAt, signedInAt, current } = session
  const title = device ?? t(`account.sessions.unknown.${kind}`)
  return (
    <li className="id-row">
      <span>
        <span><strong>{title}</strong>{current && <span className="id-chip" data-tone="success">{t('account.sessions.current')}</span>}</span>
        {applications.length > 0 && <span>{t('account.sessions.applications', { names: listNames(frame.locale, applications) })}</span>}
        <span className="id-small">{t.rich('account.sessions.seen', { when: () => <When key="when" view={view} at={lastSeenAt} /> })}{place !== undefined && <> · <bdi>{placeInWords(place, frame.locale)}</bdi></>}{address !== undefined && <> · <bdi dir="ltr">{address}</bdi></>}</span>
        {signedInAt !== lastSeenAt && <span className="id-small">{t.rich('account.sessions.since', { when: () => <When key="since" view={view} at={signedInAt} /> })}</span>}
      </span>
      {!current && <ActionForm frame={frame} form="account-session" hidden={{ session: id }} about={title}>{t('account.sessions.end')}</ActionForm>}
    </li>
  )
}

const Device = ({ view, device: { key, name, address, addedAt, lastUsedAt, trusted } }: { readonly view: AccountSessionsView; readonly device: AccountDevice }) => {
  const { frame } = view
  const t = textsOfPage(frame)
  const title = name ?? t('account.devices.unnamed')
  return (
    <li className="id-row">
      <span>
        <span><strong><bdi>{title}</bdi></strong>{trusted && <span className="id-chip">{t('account.devices.trusted')}</span>}</span>
        <span className="id-small">{t.rich('account.sessions.seen', { when: () => <When key="used" view={view} at={lastUsedAt} /> })}{address !== undefined && <> · <bdi dir="ltr">{address}</bdi></>}</span>
        <span className="id-small">{t.rich('account.security.added', { when: () => <When key="added" view={view} at={addedAt} dayOnly /> })}</span>
        <RenameForm frame={frame} form="account-device" hidden={{ device: key, change: 'rename' }} id={`f-device-${key}`} field="device_name" label={t('account.devices.name')} name={title} />
      </span>
      <ActionForm frame={frame} form="account-device" hidden={{ device: key, change: 'forget' }} about={title}>{t('account.devices.forget')}</ActionForm>
    </li>
  )
}
