import { ButtonLink } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { BookmarkView, DoneView, SignedOutView } from '#src/contracts/hosted/views/closing-view.ts'

export const DoneScreen = ({ view: { frame, kind, continueHref } }: { readonly view: DoneView }) => {
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t(`done.${kind}.title`)} lead={<p>{t(`done.${kind}.help`)}</p>}>
      {continueHref === undefined ? <p className="id-help">{t('done.close')}</p> : <ButtonLink href={continueHref}>{t('done.continue')}</ButtonLink>}
    </HostedPage>
  )
}

export const SignedOutScreen = ({ view: { frame, signInHref } }: { readonly view: SignedOutView }) => {
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('signedOut.title')} lead={<p>{t('signedOut.lead')}</p>}>
      {signInHref !== undefined && <ButtonLink href={signInHref}>{t('signedOut.signIn')}</ButtonLink>}
      <p className="id-help">{t('signedOut.shared')}</p>
    </HostedPage>
  )
}

export const BookmarkScreen = ({ view: { frame, applications } }: { readonly view: BookmarkView }) => {
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('bookmark.title')} lead={<p>{t('bookmark.lead')}</p>}>
      <p>{t(applications.length > 0 ? 'bookmark.choose' : 'bookmark.none')}</p>
      {applications.length > 0 && (
        <ul className="id-providers">
          {applications.map(({ name, href }) => <li key={href}><ButtonLink href={href} secondary>{name}</ButtonLink></li>)}
        </ul>
      )}
    </HostedPage>
  )
}
