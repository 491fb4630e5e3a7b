import { AccountPage, Panel } from './account-page.tsx'
import { When } from './when.tsx'
import { ButtonLink, HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { listNames } from '#src/contracts/messages/list-names.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountDataView, AccountDeleteView } from '#src/contracts/hosted/views/account-activity-view.ts'

export const AccountDataScreen = ({ view }: { readonly view: AccountDataView }) => {
  const { frame, deleteHref, graceDays } = view
  const t = textsOfPage(frame)
  return (
    <AccountPage view={view} title={t('account.sections.data')}>
      <Panel id="download" title={t('account.data.downloadTitle')} lead={t('account.data.downloadLead')}>
        <HostedForm frame={frame} form="account-download">
          <SubmitButton>{t('account.data.download')}</SubmitButton>
        </HostedForm>
      </Panel>
      {view.agreements !== undefined && (
        <Panel id="agreements" title={t('account.data.agreementsTitle')} lead={t('account.data.agreementsLead')}>
          <ul className="id-list">
            {view.agreements.map(({ document, application, href, at }) => (
              <li key={`${href} ${at}`}>
                {t.rich('account.data.agreement', { document, application, a: (chunks) => <a key="document" href={href}>{chunks}</a>, when: () => <When key="when" view={view} at={at} /> })}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel id="delete" title={t('account.data.deleteTitle')} lead={t('account.data.deleteLead', { days: graceDays })}>
        <ButtonLink href={deleteHref} secondary>{t('account.data.delete')}</ButtonLink>
      </Panel>
    </AccountPage>
  )
}

export const AccountDeleteScreen = ({ view }: { readonly view: AccountDeleteView }) => {
  const { frame, graceDays, applications } = view
  const t = textsOfPage(frame)
  return (
    <AccountPage view={view} title={t('account.data.deleteTitle')}>
      <Panel id="delete" title={t('account.data.sure')} lead={t('account.data.sureLead', { pool: frame.pool.name })}>
        <ul className="id-list">
          <li>{t('account.data.effect.signedOut')}</li>
          <li>{t('account.data.effect.deleted', { days: graceDays })}</li>
          {graceDays > 0 && <li>{t('account.data.effect.keep')}</li>}
          {applications.length > 0 && <li>{t('account.data.effect.applications', { names: listNames(frame.locale, applications) })}</li>}
        </ul>
        <HostedForm frame={frame} form="account-delete">
          <button className="id-button id-primary id-destructive submitButton-customizable" type="submit"><span>{t('account.data.submit')}</span></button>
        </HostedForm>
      </Panel>
    </AccountPage>
  )
}
