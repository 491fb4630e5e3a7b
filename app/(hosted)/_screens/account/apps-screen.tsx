import { AccountPage, Panel } from './account-page.tsx'
import { ActionForm } from './action-form.tsx'
import { When } from './when.tsx'
import type { Texts } from '#src/contracts/messages/catalogues.ts'
import { listNames } from '#src/contracts/messages/list-names.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountApp, AccountAppsView } from '#src/contracts/hosted/views/account-apps-view.ts'

export const AccountAppsScreen = ({ view }: { readonly view: AccountAppsView }) => {
  const { frame, apps } = view
  const t = textsOfPage(frame)
  return (
    <AccountPage view={view} title={t('account.apps.title')} lead={<p>{t('account.apps.lead')}</p>}>
      <Panel id="apps" title={t('account.apps.heading')}>
        {apps.length === 0 ? <p>{t('account.apps.none')}</p> : <ul className="id-rows">{apps.map((app) => <App key={app.clientId} view={view} app={app} />)}</ul>}
      </Panel>
    </AccountPage>
  )
}

const App = ({ view, app: { clientId, name, scopes, since, lastUsedAt } }: { readonly view: AccountAppsView; readonly app: AccountApp }) => {
  const { frame } = view
  const t = textsOfPage(frame)
  const words = listNames(frame.locale, [...new Set(scopes.map((scope) => scopeInWords(t, scope)))])
  return (
    <li className="id-row">
      <span>
        <strong><bdi>{name}</bdi></strong>
        {scopes.length > 0 && <span>{words}</span>}
        <span className="id-small">{t.rich('account.security.lastUsed', { when: () => <When key="used" view={view} at={lastUsedAt} /> })}{' '}{t.rich('account.apps.since', { when: () => <When key="since" view={view} at={since} dayOnly /> })}</span>
      </span>
      <ActionForm frame={frame} form="account-app" hidden={{ app: clientId }} about={name}>{t('account.apps.revoke')}</ActionForm>
    </li>
  )
}

/** What is said of the scopes everybody has; an application's own stand as they are. */
const scopeInWords = (t: Texts, scope: string): string => {
  switch (scope) {
    case 'openid': return t('account.scopes.openid')
    case 'email': return t('account.scopes.email')
    case 'phone': return t('account.scopes.phone')
    case 'profile': return t('account.scopes.profile')
    case 'aws.cognito.signin.user.admin': return t('account.scopes.admin')
    default: return scope
  }
}
