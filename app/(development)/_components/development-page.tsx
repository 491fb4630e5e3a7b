import type { ReactNode } from 'react'
import { developmentTexts as t } from '#src/contracts/messages/development-texts.ts'

type DevelopmentPageProps = { readonly title: string; readonly lead: string; readonly current?: 'start' | 'inbox' | 'messages' | 'gallery'; readonly children?: ReactNode }

const SCRIPT = `/hosted/development-pages.js?v=${process.env['DEVELOPMENT_SCRIPT_VERSION'] ?? 'development'}`
const PLACES = { start: '/', inbox: '/dev/inbox', messages: '/dev/messages', gallery: '/dev/gallery' } as const

/** A page for the developer: header with the places, heading, content. */
export const DevelopmentPage = ({ title, lead, current, children }: DevelopmentPageProps) => (
  <html lang="en">
    <head>
      <title>{`${title} – ${t('brand')}`}</title>
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <script type="module" src={SCRIPT} />
    </head>
    <body className="min-h-dvh">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-6 gap-y-2 px-5 py-3">
          <span className="flex items-center gap-2.5 font-semibold"><img src="/icon.svg" alt="" width={28} height={28} />{t('brand')}</span>
          <span className="rounded-full bg-warning-bg px-2.5 py-0.5 text-xs font-medium text-warning">{t('only')}</span>
          <nav className="ms-auto flex gap-1" aria-label={t('nav.label')}>
            {(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => (
              <a key={place} href={PLACES[place]} className="rounded-lg px-3 py-1.5 text-sm font-medium text-muted hover:text-ink aria-[current=page]:bg-info-bg aria-[current=page]:text-info" {...(place === current && { 'aria-current': 'page' as const })}>{t(`nav.${place}`)}</a>
            ))}
          </nav>
        </div>
      </header>
      <main className="mx-auto max-w-5xl px-5 py-8">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-1 text-muted">{lead}</p>
        {children}
      </main>
    </body>
  </html>
)

/** A value in monospace with a button that copies it. */
export const Copyable = ({ value, strong = false }: { readonly value: string; readonly strong?: boolean }) => (
  <span className="inline-flex max-w-full items-center gap-2">
    <code className={strong ? 'rounded-lg bg-info-bg px-2.5 py-1 font-mono text-xl font-semibold tracking-widest text-info' : 'min-w-0 font-mono text-sm wrap-anywhere'}>{value}</code>
    <button type="button" data-copy={value} aria-label={t('inbox.copy', { value })} className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-lg border border-line text-muted hover:text-ink">
      <svg data-idle="" viewBox="0 0 20 20" className="size-4 fill-none stroke-current" strokeWidth="1.6" aria-hidden="true"><rect x="6.500" y="6.500" width="10" height="10" rx="2" /><path d="M13.500 6.500v-1a2 2 0 0 0-2-2h-6a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h1" /></svg>
      <svg data-done="" viewBox="0 0 20 20" className="size-4 fill-none stroke-current" strokeWidth="2" aria-hidden="true"><path d="m4.500 10.500 3.500 3.500 7.500-8" /></svg>
    </button>
  </span>
)
