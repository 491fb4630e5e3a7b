import { notFound } from 'next/navigation'
import { DevelopmentPage } from '../../_components/development-page.tsx'
import { developmentDoor } from '#app/_server/development.ts'
import { messagesFilter } from '#app/_server/messages-filter.ts'
import { developmentTexts as t } from '#src/contracts/messages/development-texts.ts'
import type { MessagesView } from '#src/contracts/hosted/views/development-view.ts'

type MessagesProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }

const CONTROL = 'h-10 w-full rounded-lg border border-control bg-surface px-3 text-base font-normal'
const BUTTON = 'h-10 cursor-pointer rounded-lg border border-control bg-surface px-4 font-medium'

/** Every message as people would get it, with made-up values; one can be sent as a test. Development only. */
export default async function MessagesPage({ searchParams }: MessagesProps) {
  const door = await developmentDoor()
  const given = await searchParams
  const view = await door.viewMessages(messagesFilter((name) => given[name]))
  if (view === null) return notFound()
  return (
    <DevelopmentPage current="messages" title={t('messages.title')} lead={t('messages.lead')}>
      <Choices view={view} />
      <section className="mt-6 rounded-2xl border border-line bg-surface p-5" aria-labelledby="subject">
        <h2 className="font-semibold" id="subject">{view.subject}</h2>
        {/* Sandboxed and from an address of its own: a mail can run nothing and reach nothing. */}
        <iframe className="mt-4 h-[30rem] w-full rounded-xl border border-line" sandbox="" src={view.htmlHref} title={t('messages.frame', { subject: view.subject })} />
        <Plain title={t('messages.text')} text={view.text} />
        {view.sms !== undefined && <Plain title={t('messages.sms')} text={view.sms} />}
      </section>
      <Test view={view} />
    </DevelopmentPage>
  )
}

const Choices = ({ view: { chosen, pools, clients, messages, languages } }: { readonly view: MessagesView }) => (
  <form className="mt-5 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_1fr_auto]" method="get" action="/dev/messages">
    <Choice name="pool" value={chosen.pool} options={pools.map(({ id, name }) => [id, name])} />
    <Choice name="client" value={chosen.client ?? ''} options={[['', t('messages.anyClient')], ...clients.map(({ id, name }): [string, string] => [id, name])]} />
    <Choice name="message" value={chosen.message} options={messages.map((name) => [name, name])} />
    <Choice name="language" value={chosen.language ?? ''} options={languages.map(({ locale, name }) => [locale, name])} />
    <button className={BUTTON} type="submit">{t('messages.show')}</button>
    <label className="col-span-full flex items-center gap-2 text-sm font-medium"><input type="checkbox" name="draft" defaultChecked={chosen.draft} />{t('messages.draft')}</label>
  </form>
)

type ChoiceProps = { readonly name: 'pool' | 'client' | 'message' | 'language'; readonly value: string; readonly options: readonly (readonly [string, string])[] }

const Choice = ({ name, value, options }: ChoiceProps) => (
  <label className="grid min-w-0 gap-1 text-sm font-medium">
    {t(`messages.${name}`)}
    <select className={CONTROL} name={name} defaultValue={value}>
      {options.map(([id, label]) => <option key={id} value={id}>{label}</option>)}
    </select>
  </label>
)

const Plain = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <details className="mt-3">
    <summary className="cursor-pointer text-sm font-medium text-muted">{title}</summary>
    <pre className="mt-2 overflow-x-auto rounded-xl bg-page p-4 font-mono text-sm whitespace-pre-wrap wrap-anywhere" tabIndex={0}>{text}</pre>
  </details>
)

const Test = ({ view: { chosen } }: { readonly view: MessagesView }) => (
  <form className="mt-6 flex flex-wrap items-end gap-3" method="post" action="/dev/messages/test" encType="multipart/form-data">
    {Object.entries({ ...chosen, draft: chosen.draft ? 'on' : undefined }).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
    <label className="grid gap-1 text-sm font-medium">
      {t('messages.to')}
      <input className={`${CONTROL} sm:w-72`} name="to" required autoComplete="off" />
    </label>
    <button className={BUTTON} type="submit">{t('messages.send')}</button>
  </form>
)
