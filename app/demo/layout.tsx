import type { ReactNode } from 'react'
import { demoTexts as t } from '#src/contracts/messages/demo-texts.ts'
import './demo.css'

/** The frame of the demo application. */
export default function DemoLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <title>{t('documentTitle')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body className="min-h-dvh">
        <header className="border-b border-line bg-surface">
          <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
            <span className="flex items-center gap-2.5 font-semibold">
              <span className="grid size-7 place-items-center rounded-lg bg-ink text-sm text-surface" aria-hidden="true">{t('name').charAt(0)}</span>
              {t('title')}
            </span>
            <span className="rounded-full bg-warning-bg px-2.5 py-0.5 text-xs font-medium text-warning">{t('only')}</span>
            <nav className="ms-auto flex gap-1" aria-label={t('nav.label')}>
              <a href="/" className="rounded-lg px-3 py-1.5 text-sm font-medium text-muted hover:text-ink">{t('nav.start')}</a>
              <a href="/dev/inbox" className="rounded-lg px-3 py-1.5 text-sm font-medium text-muted hover:text-ink">{t('nav.inbox')}</a>
            </nav>
          </div>
        </header>
        <main className="mx-auto max-w-5xl px-5 py-8 sm:py-12">{children}</main>
      </body>
    </html>
  )
}
