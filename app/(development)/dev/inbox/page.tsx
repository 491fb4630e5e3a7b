import { Copyable, DevelopmentPage } from '../../_components/development-page.tsx'
import { developmentDoor } from '#app/_server/development.ts'
import { developmentTexts as t } from '#src/contracts/messages/development-texts.ts'
import type { InboxMessage } from '#src/contracts/hosted/views/development-view.ts'

type InboxProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }

const one = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Every message that would have gone out. Development only. */
export default async function InboxPage({ searchParams }: InboxProps) {
  const door = await developmentDoor()
  const { to, pool } = await searchParams
  const { messages, filter } = await door.viewInbox({ to: one(to), pool: one(pool) })
  return (
    <DevelopmentPage current="inbox" title={t('inbox.title')} lead={t('inbox.lead')}>
      <form className="mt-5 flex flex-wrap items-end gap-3" method="get" action="/dev/inbox">
        <label className="grid gap-1 text-sm font-medium">
          {t('inbox.filter')}
          <input className="h-10 w-72 max-w-full rounded-lg border border-control bg-surface px-3 text-base font-normal" name="to" defaultValue={filter.to} autoComplete="off" />
        </label>
        <button className="h-10 cursor-pointer rounded-lg border border-control bg-surface px-4 font-medium" type="submit">{t('inbox.filterSubmit')}</button>
        {filter.to !== undefined && <a className="py-2 text-sm text-accent underline underline-offset-4" href="/dev/inbox">{t('inbox.clear')}</a>}
      </form>
      <div className="mt-6 grid gap-4" data-inbox={messages.length === 0 ? 'empty' : 'full'} {...(messages.length > 0 && { role: 'feed', 'aria-label': t('inbox.title') })}>
        {messages.length === 0 && (
          <div id="inbox-empty" className="rounded-2xl border border-dashed border-control p-10 text-center">
            <p className="font-semibold">{t('inbox.empty')}</p>
            <p className="mt-1 text-muted">{t('inbox.emptyHelp')}</p>
          </div>
        )}
        {messages.map((message) => <Message key={message.id} message={message} />)}
      </div>
    </DevelopmentPage>
  )
}

const Message = ({ message }: { readonly message: InboxMessage }) => {
  const { id, medium, to, purpose, subject, text, hasHtml, code, link, createdAt } = message
  const title = subject ?? t('inbox.noSubject')
  return (
    <article id={`message-${id}`} className="rounded-2xl border border-line bg-surface p-5" aria-labelledby={`subject-${id}`} tabIndex={0}>
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="rounded-full bg-info-bg px-2.5 py-0.5 text-xs font-medium text-info">{t(`inbox.${medium}`)}</span>
        <h2 className="font-semibold" id={`subject-${id}`}>{medium === 'sms' ? to : title}</h2>
        <time className="ms-auto text-sm text-muted tabular-nums" dateTime={createdAt}>{createdAt.slice(0, 19).replace('T', ' ')}</time>
      </header>
      <p className="mt-1 text-sm text-muted">{t('inbox.to')} <span className="text-ink">{to}</span> · {purpose}</p>
      {(code !== undefined || link !== undefined) && (
        <p className="mt-4 flex flex-wrap items-center gap-4">
          {code !== undefined && <Copyable value={code} strong />}
          {link !== undefined && <a className="py-1 text-sm font-medium text-accent underline underline-offset-4" href={link}>{t('inbox.link')}</a>}
        </p>
      )}
      {hasHtml && (
        <details className="mt-4" open>
          <summary className="cursor-pointer text-sm font-medium text-muted">{t('inbox.html')}</summary>
          {/* Sandboxed and from an address of its own: a mail can run nothing and reach nothing. */}
          <iframe className="mt-2 h-96 w-full rounded-xl border border-line" sandbox="allow-popups" src={`/dev/inbox/${id}/html`} title={t('inbox.frame', { to, subject: title })} loading="lazy" />
        </details>
      )}
      <details className="mt-3" open={!hasHtml}>
        <summary className="cursor-pointer text-sm font-medium text-muted">{t('inbox.text')}</summary>
        <pre className="mt-2 overflow-x-auto rounded-xl bg-page p-4 font-mono text-sm whitespace-pre-wrap wrap-anywhere" tabIndex={0}>{text}</pre>
      </details>
    </article>
  )
}
