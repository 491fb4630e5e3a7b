import './account.css'
import type { ReactNode } from 'react'
import { Brand, HostedDocument } from '#app/_components/hosted-document.tsx'
import { NoticeBox, SummaryBox } from '#app/_components/summary-box.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountPageView } from '#src/contracts/hosted/views/account-frame.ts'

type AccountPageProps = {
  readonly view: AccountPageView<string>
  readonly title: string
  readonly lead?: ReactNode
  /** Labels of the inputs by name, for the links of the error summary. */
  readonly labels?: Readonly<Record<string, string>>
  readonly children?: ReactNode
}

/** A whole page of the account portal: who it is about, navigation, heading, messages, content. Works without script. */
export const AccountPage = ({ view, title, lead, labels = {}, children }: AccountPageProps) => {
  const { frame, backHref } = view
  const t = textsOfPage(frame)
  return (
    <HostedDocument frame={frame} title={title} bands={false}>
      <div className="id-account-page">
        <Header view={view} />
        <Navigation view={view} />
        <main className="id-account-main" id="content" tabIndex={-1}>
          <div className="id-heading">
            {backHref !== undefined && <p className="id-back"><a href={backHref}>{t('account.back', { section: t(`account.sections.${view.account.current}`) })}</a></p>}
            <h1>{title}</h1>
            {lead !== undefined && <div className="id-lead textDescription-customizable">{lead}</div>}
          </div>
          {frame.summary === undefined && frame.notice !== undefined && <NoticeBox frame={frame} notice={frame.notice} />}
          <SummaryBox frame={frame} labels={labels} />
          {children}
        </main>
      </div>
    </HostedDocument>
  )
}

const Header = ({ view: { frame, account } }: { readonly view: AccountPageView<string> }) => (
  <header className="id-account-header">
    <a className="id-skip" href="#content">{textsOfPage(frame)('account.skip')}</a>
    <Brand frame={frame} />
    <div className="id-account-who">
      <p><strong><bdi>{account.name}</bdi></strong>{account.detail !== undefined && <span className="id-small"><bdi>{account.detail}</bdi></span>}</p>
      <a href={account.signOutHref}>{textsOfPage(frame)('account.signOut')}</a>
    </div>
  </header>
)

const Navigation = ({ view: { frame, account } }: { readonly view: AccountPageView<string> }) => {
  const t = textsOfPage(frame)
  return (
    <nav className="id-account-nav" aria-label={t('account.navigation')}>
      <ul>
        {account.items.map(({ section, href }) => (
          <li key={section}><a href={href} {...(section === account.current && { 'aria-current': 'page' as const })}>{t(`account.sections.${section}`)}</a></li>
        ))}
      </ul>
    </nav>
  )
}

type PanelProps = { readonly id?: string; readonly title: string; readonly lead?: ReactNode; readonly children?: ReactNode }

/** One matter of a page, under a heading of its own. */
export const Panel = ({ id, title, lead, children }: PanelProps) => (
  <section className="id-panel" {...(id !== undefined && { id, 'aria-labelledby': `${id}-title` })}>
    <div className="id-panel-heading">
      <h2 {...(id !== undefined && { id: `${id}-title` })}>{title}</h2>
      {lead !== undefined && <p className="id-small">{lead}</p>}
    </div>
    {children}
  </section>
)
