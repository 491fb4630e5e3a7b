import { Fragment } from 'react'
import { AccountPage, Panel } from './account-page.tsx'
import { When } from './when.tsx'
import { ButtonLink } from '#app/_components/hosted-form.tsx'
import { placeInWords } from '#src/contracts/hosted/place-in-words.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountActivityView, AccountEvent } from '#src/contracts/hosted/views/account-activity-view.ts'

export const AccountActivityScreen = ({ view }: { readonly view: AccountActivityView }) => {
  const { frame, events, olderHref, newestHref, securityHref } = view
  const t = textsOfPage(frame)
  return (
    <AccountPage view={view} title={t('account.sections.activity')} lead={<p>{t.rich('account.activity.lead', { security: (chunks) => <a key="security" href={securityHref}>{chunks}</a> })}</p>}>
      <Panel id="activity" title={t('account.activity.title')}>
        {events.length === 0 ? <p>{t('account.activity.none')}</p> : <ul className="id-rows">{events.map((event) => <Event key={event.id} view={view} event={event} />)}</ul>}
      </Panel>
      {olderHref !== undefined && <ButtonLink href={olderHref} secondary>{t('account.activity.older')}</ButtonLink>}
      {newestHref !== undefined && <ButtonLink href={newestHref} secondary>{t('account.activity.newest')}</ButtonLink>}
    </AccountPage>
  )
}

const Event = ({ view, event }: { readonly view: AccountActivityView; readonly event: AccountEvent }) => {
  const { frame } = view
  const t = textsOfPage(frame)
  const { kind, response, at, device, address, place, application, about, byOperator } = event
  const factor = event.factor === undefined ? undefined : FACTORS.find((known) => known === event.factor)
  return (
    <li className="id-row">
      <span>
        <span><strong>{t(`account.activity.kind.${kind}`, { response })}</strong>{response === 'Fail' && <span className="id-chip" data-tone="danger">{t('account.activity.failed')}</span>}</span>
        {about !== undefined && <span><bdi>{about}</bdi></span>}
        {factor !== undefined && <span>{t(`accountNotices.factor.${factor}`)}</span>}
        <span className="id-small"><When view={view} at={at} />{application !== undefined && <> · <bdi>{application}</bdi></>}</span>
        {(device !== undefined || place !== undefined || address !== undefined) && (
          <span className="id-small">
            {[device, place === undefined ? undefined : <bdi key="place">{placeInWords(place, frame.locale)}</bdi>, address === undefined ? undefined : <bdi key="address" dir="ltr">{address}</bdi>]
              .filter((part) => part !== undefined).map((part, index) => <Fragment key={index}>{index > 0 && ' · '}{part}</Fragment>)}
          </span>
        )}
        {byOperator && <span className="id-small">{t('account.activity.byOperator', { pool: frame.pool.name })}</span>}
      </span>
    </li>
  )
}

const FACTORS = ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA', 'WEB_AUTHN_MFA'] as const
