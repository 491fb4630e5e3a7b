import { GlobeIcon } from './icons.tsx'
import { LANGUAGES } from '#src/contracts/messages/languages.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** The languages by their own names: one press, without script, and the page goes on in another one, with its pending request. */
export const LanguageSwitch = ({ frame, back }: { readonly frame: PageFrame; readonly back: string }) => {
  const { basePath, csrf, uid, r } = frame.form
  const current = LANGUAGES.find(({ locale }) => locale === frame.locale)?.name ?? frame.locale
  const inputs = { csrf, uid, r, back }
  return (
    <form method="post" action={`${basePath}/hosted/language`}>
      {Object.entries(inputs).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />)}
      <details className="id-languages">
        <summary aria-label={textsOfPage(frame)('frame.language', { name: current })}><GlobeIcon /><bdi>{current}</bdi></summary>
        <ul>
          {LANGUAGES.map(({ locale, name }) => (
            <li key={locale}><button name="language" value={locale} lang={locale} {...(locale === frame.locale && { 'aria-current': 'true' as const })}><bdi>{name}</bdi></button></li>
          ))}
        </ul>
      </details>
    </form>
  )
}
