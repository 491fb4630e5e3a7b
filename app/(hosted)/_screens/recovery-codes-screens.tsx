import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { RecoveryCodeList } from '#app/_components/recovery-code-list.tsx'
import { RememberBrowser } from '#app/_components/remember-browser.tsx'
import { TextField } from '#app/_components/field.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { RecoveryCodesView, RecoveryCodeView } from '#src/contracts/hosted/views/recovery-codes-view.ts'

/** A recovery code in place of the second factor. */
export const RecoveryCodeScreen = ({ view: { frame, remember, otherHref } }: { readonly view: RecoveryCodeView }) => {
  const t = textsOfPage(frame)
  const label = t('fields.recoveryCode')
  return (
    <HostedPage frame={frame} title={t('recoveryCodes.use.title')} lead={<p>{t('recoveryCodes.use.lead')}</p>} instruction labels={{ recovery_code: label }}>
      <HostedForm frame={frame} form="recovery-code">
        <TextField
          frame={frame}
          name="recovery_code"
          label={label}
          help={t('fields.recoveryCodeHelp')}
          input={{
            className: 'id-input id-recovery-input inputField-customizable', dir: 'ltr', autoComplete: 'off', autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false, maxLength: 64,
            autoFocus: frame.summary === undefined,
          }}
        />
        <RememberBrowser frame={frame} remember={remember} />
        <SubmitButton>{t('recoveryCodes.use.submit')}</SubmitButton>
      </HostedForm>
      <p className="id-switch redirect-customizable"><a href={otherHref}>{t('recoveryCodes.use.another')}</a></p>
    </HostedPage>
  )
}

/** New recovery codes, shown once, or the news that few are left. */
export const RecoveryCodesScreen = ({ view }: { readonly view: RecoveryCodesView }) =>
  view.step.kind === 'new' ? <NewCodes frame={view.frame} step={view.step} /> : <FewLeft frame={view.frame} step={view.step} />

type Step<Kind extends RecoveryCodesView['step']['kind']> = Pick<RecoveryCodesView, 'frame'> & { readonly step: Extract<RecoveryCodesView['step'], { kind: Kind }> }

const NewCodes = ({ frame, step }: Step<'new'>) => {
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('recoveryCodes.new.title')} lead={<p>{t('recoveryCodes.new.lead')}</p>}>
      <RecoveryCodeList frame={frame} codes={step.codes} account={step.account} />
      <HostedForm frame={frame} form="recovery-codes-kept">
        <SubmitButton>{t('recoveryCodes.new.submit')}</SubmitButton>
      </HostedForm>
    </HostedPage>
  )
}

const FewLeft = ({ frame, step }: Step<'few'>) => {
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('recoveryCodes.few.title', { left: step.left })} lead={<p>{t('recoveryCodes.few.lead')}</p>}>
      <div className="id-ways">
        <HostedForm frame={frame} form="new-recovery-codes">
          <SubmitButton>{t('recoveryCodes.few.submit')}</SubmitButton>
        </HostedForm>
        <HostedForm frame={frame} form="recovery-codes-kept">
          <button className="id-button id-secondary" type="submit"><span>{t('recoveryCodes.few.notNow')}</span></button>
        </HostedForm>
      </div>
    </HostedPage>
  )
}
