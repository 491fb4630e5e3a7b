import type { JWT } from 'next-auth/jwt'
import type { ReactNode } from 'react'
import { demoTexts as t } from '#src/contracts/messages/demo-texts.ts'
import { showTime } from '#app/demo/_tokens/show-claim.ts'
import { RefreshButton } from './refresh-button.tsx'
import { TokenTable } from './token-table.tsx'

/** Who is signed in, and the tokens taken apart. */
export const SignedIn = ({ session }: { readonly session: JWT }) => {
  const { idToken, accessToken, refreshToken, refreshError, expiresAt } = session
  const name = session.name ?? session.email ?? session.sub ?? ''
  const failed = refreshError === undefined ? undefined : t('signedIn.refreshFailed', { reason: refreshError })
  return (
    <>
      <h1 className="text-3xl font-semibold tracking-tight wrap-anywhere">{t('signedIn.heading', { name })}</h1>
      <p className="mt-2 text-lg text-muted">{t('signedIn.lead')}</p>
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <form method="post" action="/demo/sign-out"><button type="submit" className="button button-primary">{t('signedIn.signOut')}</button></form>
        <RefreshButton texts={{ idle: t('signedIn.refresh'), busy: t('signedIn.refreshing'), done: t('signedIn.refreshed') }} failed={failed} />
        <noscript><p className="text-sm text-muted">{t('signedIn.withoutScript')}</p></noscript>
      </div>
      <dl className="mt-8 grid gap-x-6 gap-y-3 rounded-2xl border border-line bg-surface p-6 sm:grid-cols-[12rem_1fr]" aria-label={t('facts.label')}>
        <Fact label={t('facts.user')}>{session.email ?? name}</Fact>
        <Fact label={t('facts.subject')}><span className="font-mono text-sm">{session.sub}</span></Fact>
        {expiresAt !== undefined && <Fact label={t('facts.expires')}><time dateTime={new Date(expiresAt * 1000).toISOString()}>{showTime(expiresAt)}</time></Fact>}
        <Fact label={t('facts.refreshToken')}>{refreshToken === undefined ? t('facts.absent') : t('facts.present', { length: refreshToken.length })}</Fact>
      </dl>
      {idToken !== undefined && <TokenTable token={idToken} title={t('token.id')} help={t('token.idHelp')} />}
      {accessToken !== undefined && <TokenTable token={accessToken} title={t('token.access')} help={t('token.accessHelp')} />}
    </>
  )
}

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="contents"><dt className="text-sm font-medium text-muted sm:py-0.5">{label}</dt><dd className="min-w-0 wrap-anywhere">{children}</dd></div>
)
