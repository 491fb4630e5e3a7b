import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { CodeField } from '#app/_components/code-field.tsx'
import { HiddenUsername, NewPasswordField } from '#app/_components/password-field.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { Resend } from '#app/_components/resend.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { ResetPasswordView } from '#src/contracts/hosted/views/recovery-view.ts'

export const ResetPasswordScreen = ({ view }: { readonly view: ResetPasswordView }) => {
  const { frame, username, destination, code, endSessions } = view
  const t = textsOfPage(frame)
  const strong = (chunks: React.ReactNode) => <bdi key="to"><strong>{chunks}</strong></bdi>
  const lead = destination === undefined
    ? t.rich('reset.sentSomewhere', { username, strong })
    : t.rich('reset.sent', { destination: destination.masked, strong })
  return (
    <HostedPage frame={frame} title={t('reset.title')} lead={<p>{lead}</p>} labels={{ code: t('fields.code'), password: t('fields.newPassword') }}>
      <HostedForm frame={frame} form="reset-password">
        <HiddenUsername username={username} />
        <CodeField frame={frame} value={code} focus={frame.summary === undefined && code === undefined} />
        <NewPasswordField frame={frame} policy={view.passwordPolicy} label={t('fields.newPassword')} />
        {endSessions !== undefined && (
          <label className="id-check label-customizable"><input type="checkbox" name="end_sessions" defaultChecked={endSessions.checked} /><span>{t('reset.endSessions')}</span></label>
        )}
        <SubmitButton>{t('reset.submit')}</SubmitButton>
      </HostedForm>
      <Resend frame={frame} username={username} purpose="reset-password" resend={view.resend} />
      {frame.links.signIn !== undefined && <p className="id-switch redirect-customizable"><a href={frame.links.signIn}>{t('frame.back')}</a></p>}
    </HostedPage>
  )
}
