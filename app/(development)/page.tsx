import { Copyable, DevelopmentPage } from './_components/development-page.tsx'
import { developmentDoor } from '#app/_server/development.ts'
import { developmentTexts as t } from '#src/contracts/messages/development-texts.ts'
import type { StartPool } from '#src/contracts/hosted/views/development-view.ts'

/** What is running here and where to go next. Development only. */
export default async function StartPage() {
  const view = await (await developmentDoor()).viewStart()
  const places = [
    ...(view.demoHref === undefined ? [] : [[view.demoHref, t('start.demo'), t('start.demoHelp')] as const]),
    [view.inboxHref, t('inbox.title'), t('start.inboxHelp')] as const,
    ['/dev/gallery', t('gallery.title'), t('start.galleryHelp')] as const,
  ]
  return (
    <DevelopmentPage current="start" title={t('start.title')} lead={t('start.lead')}>
      <ul className="mt-6 grid gap-4 sm:grid-cols-3">
        {places.map(([href, title, help], index) => (
          <li key={href}>
            <a href={href} className={`block h-full rounded-2xl border p-5 ${index === 0 ? 'border-accent bg-accent text-on-accent' : 'border-line bg-surface hover:border-control'}`}>
              <span className="font-semibold">{title}</span>
              <span className={`mt-1 block text-sm ${index === 0 ? '' : 'text-muted'}`}>{help}</span>
            </a>
          </li>
        ))}
      </ul>
      <h2 className="mt-10 text-lg font-semibold">{t('start.pools', { count: view.pools.length })}</h2>
      {view.pools.length === 0 && <p className="mt-2 text-muted">{t('start.none', { url: view.publicUrl })}</p>}
      {view.pools.map((pool) => <Pool key={pool.id} pool={pool} region={view.region} />)}
    </DevelopmentPage>
  )
}

const Pool = ({ pool, region }: { readonly pool: StartPool; readonly region: string }) => {
  const facts = [[t('start.id'), pool.id], [t('start.issuer'), pool.issuer], [t('start.region'), region]] as const
  return (
    <section className="mt-4 rounded-2xl border border-line bg-surface p-6">
      <h3 className="text-base font-semibold">{pool.name}</h3>
      <dl className="mt-3 grid gap-x-6 gap-y-2 sm:grid-cols-[10rem_1fr]">
        {facts.map(([label, value]) => <Fact key={label} label={label}><Copyable value={value} /></Fact>)}
        <Fact label={t('start.discovery')}><a href={pool.discoveryHref} className="inline-block py-1.5 text-sm text-accent underline underline-offset-4 wrap-anywhere">{pool.discoveryHref}</a></Fact>
      </dl>
      <h4 className="mt-6 text-sm font-semibold text-muted">{t('start.clients')}</h4>
      <ul className="mt-2 divide-y divide-line">
        {pool.clients.map((client) => (
          <li key={client.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2.5">
            <span className="min-w-40 font-medium">{client.name}</span>
            <Copyable value={client.id} />
            {client.signInHref !== undefined && <a href={client.signInHref} className="ms-auto py-1 text-sm font-medium text-accent underline underline-offset-4">{t('start.signIn')}</a>}
          </li>
        ))}
      </ul>
      {pool.users.length > 0 && (
        <>
          <h4 className="mt-6 text-sm font-semibold text-muted">{t('start.users')}</h4>
          <ul className="mt-2 divide-y divide-line">
            {pool.users.map(({ username, password }) => (
              <li key={username} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2.5">
                <Copyable value={username} />
                <span className="text-sm text-muted">{t('start.password')}</span>
                {password === undefined ? <span className="text-sm text-muted">{t('start.hidden')}</span> : <Copyable value={password} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const Fact = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <>
    <dt className="text-sm text-muted sm:pt-1.5">{label}</dt>
    <dd className="min-w-0">{children}</dd>
  </>
)
