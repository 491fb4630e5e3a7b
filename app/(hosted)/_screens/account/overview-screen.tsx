import { AccountPage, Panel } from './account-page.tsx'
import { ArrowIcon } from '#app/_components/icons.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountOverviewView } from '#src/contracts/hosted/views/account-overview-view.ts'

export const AccountOverviewScreen = ({ view }: { readonly view: AccountOverviewView }) => {
  const { frame, account, advice, parts } = view
  const t = textsOfPage(frame)
  return (
    <AccountPage view={view} title={t('account.overview.title')} lead={<p>{t('account.overview.lead', { name: account.name })}</p>}>
      {advice.length > 0 && (
        <Panel id="advice" title={t('account.overview.advice')}>
          <ul className="id-rows">
            {advice.map(({ kind, href }) => (
              <li key={kind} className="id-row"><span>{t(`account.advice.${kind}.text`)}</span><a href={href}>{t(`account.advice.${kind}.action`)}</a></li>
            ))}
          </ul>
        </Panel>
      )}
      <ul className="id-tiles">
        {parts.map(({ section, href }) => (
          <li key={section}>
            <a className="id-tile" href={href}>
              <span><strong>{t(`account.sections.${section}`)}</strong><span className="id-small">{t(`account.about.${section}`)}</span></span>
              <ArrowIcon />
            </a>
          </li>
        ))}
      </ul>
    </AccountPage>
  )
}
