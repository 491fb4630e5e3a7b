import { AgreementField } from '#app/_components/agreement.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AcceptTermsView } from '#src/contracts/hosted/views/accept-terms-view.ts'

/** Newer documents, or documents that were never agreed to: between the sign-in and the application. */
export const AcceptTermsScreen = ({ view }: { readonly view: AcceptTermsView }) => {
  const { frame, agreement, changed } = view
  const t = textsOfPage(frame)
  const lead = t.rich(changed ? 'terms.changedLead' : 'terms.lead', { application: frame.client?.name ?? frame.pool.name, strong: (chunks) => <strong key="name">{chunks}</strong> })
  return (
    <HostedPage frame={frame} title={t(changed ? 'terms.changedTitle' : 'terms.title')} lead={<p>{lead}</p>} labels={{ agree: t('terms.document', { document: 'terms' }) }}>
      <div className="id-ways">
        <HostedForm frame={frame} form="accept-terms">
          <AgreementField frame={frame} agreement={agreement} text="terms.agree" />
          <SubmitButton>{t('terms.submit')}</SubmitButton>
        </HostedForm>
        {agreement.required && (
          <HostedForm frame={frame} form="decline-terms">
            <button className="id-button id-secondary" type="submit"><span>{t('terms.decline')}</span></button>
          </HostedForm>
        )}
      </div>
    </HostedPage>
  )
}
