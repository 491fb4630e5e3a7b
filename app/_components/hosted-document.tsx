import type { ReactNode } from 'react'
import { SessionTimer } from './session-timer.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { Logo, PageFrame } from '#src/contracts/hosted/page-frame.ts'

type HostedDocumentProps = {
  readonly frame: PageFrame
  readonly title: string
  /** The page itself reports a failure (there is no form to correct). */
  readonly failed?: boolean
  /** False where the page has a header of its own. */
  readonly bands?: boolean
  readonly children: ReactNode
}

// The build inlines the fingerprint of the bundled script (next.config.js), so that it can be cached for good.
const SCRIPT = `/hosted/hosted-pages.js?v=${process.env['HOSTED_SCRIPT_VERSION'] ?? 'development'}`

/** The document of every hosted page: head, ribbon, and the footer below what stands in it. */
export const HostedDocument = ({ frame, title, failed = false, bands = true, children }: HostedDocumentProps) => {
  const t = textsOfPage(frame)
  const pageTitle = t('frame.pageTitle', { title, pool: frame.pool.name })
  return (
    <html lang={frame.locale} dir={frame.dir} data-layout={frame.layout ?? 'centered'} data-scheme={frame.colorScheme ?? 'adaptive'} data-density={frame.density}>
      <head>
        <title>{failed || frame.summary !== undefined ? t('frame.errorTitle', { title: pageTitle }) : pageTitle}</title>
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="same-origin" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content={frame.colorScheme === undefined || frame.colorScheme === 'adaptive' ? 'light dark' : frame.colorScheme} />
        <link rel="icon" href={frame.favicon?.href ?? '/icon.svg'} type={frame.favicon?.type ?? 'image/svg+xml'} />
        {frame.stylesheets?.map((href) => <link key={href} rel="stylesheet" href={href} precedence="pool" />)}
        <script type="module" src={SCRIPT} />
      </head>
      <body className="id-page background-customizable">
        {frame.preview !== undefined && <PreviewRibbon frame={frame} pages={frame.preview.pages} />}
        {frame.ribbon !== undefined && <Ribbon frame={frame} inboxHref={frame.ribbon.inboxHref} />}
        {frame.header !== undefined && bands && <header className="id-header">{frame.header.logo !== undefined && <LogoImage logo={frame.header.logo} />}</header>}
        <div className="id-shell">
          {children}
          <SessionTimer frame={frame} />
          {frame.footer === undefined && <Footer frame={frame} />}
        </div>
        {frame.footer !== undefined && <div className="id-footer-band"><Footer frame={frame} /></div>}
      </body>
    </html>
  )
}

const Ribbon = ({ frame, inboxHref }: { readonly frame: PageFrame; readonly inboxHref: string }) => (
  <aside className="id-ribbon">
    <p>{textsOfPage(frame).rich('frame.ribbon', { a: (chunks) => <a key="a" href={inboxHref}>{chunks}</a> })}</p>
  </aside>
)

const PreviewRibbon = ({ frame, pages }: { readonly frame: PageFrame; readonly pages: NonNullable<PageFrame['preview']>['pages'] }) => {
  const t = textsOfPage(frame)
  return (
    <aside className="id-ribbon id-preview">
      <details>
        <summary>{t('frame.preview')} <span className="id-preview-pages">{t('frame.previewPages')}</span></summary>
        <ul dir="ltr">{pages.map(({ name, href }) => <li key={name}><a href={href}>{name}</a></li>)}</ul>
      </details>
    </aside>
  )
}

/** The pool's logo, or its name with a monogram. */
export const Brand = ({ frame }: { readonly frame: PageFrame }) => {
  const { name, logo } = frame.pool
  if (logo === undefined && frame.header?.logo !== undefined) return null
  if (logo === undefined) {
    return <div className="id-brand banner-customizable"><span className="id-monogram" aria-hidden="true">{[...name][0]?.toUpperCase()}</span><span>{name}</span></div>
  }
  return (
    <div className="id-brand banner-customizable" dir="ltr">
      <LogoImage logo={logo} />
    </div>
  )
}

const LogoImage = ({ logo }: { readonly logo: Logo }) => (
  <picture>
    {logo.darkSrc !== undefined && <source srcSet={logo.darkSrc} media="(prefers-color-scheme: dark)" />}
    <img className="logo-customizable" src={logo.src} alt={logo.alt} />
  </picture>
)

const Footer = ({ frame }: { readonly frame: PageFrame }) => {
  const t = textsOfPage(frame)
  const { help, privacy, terms } = frame.links
  const links = [[help, t('frame.help')], [privacy, t('frame.privacy')], [terms, t('frame.terms')]] as const
  const logo = frame.footer?.logo
  if (frame.languages === undefined && logo === undefined && links.every(([href]) => href === undefined)) return null
  return (
    <footer className="id-footer legalText-customizable">
      {logo !== undefined && <div className="id-footer-logo" dir="ltr"><LogoImage logo={logo} /></div>}
      {frame.languages !== undefined && <LanguageSwitch frame={frame} back={frame.languages.back} />}
      <nav aria-label={t('frame.footer')}>
        {links.map(([href, label]) => href !== undefined && <a key={label} href={href}>{label}</a>)}
      </nav>
    </footer>
  )
}
