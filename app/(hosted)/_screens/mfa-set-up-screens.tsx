import { AuthenticatorKey } from '#app/_components/authenticator-key.tsx'
import { CodeField } from '#app/_components/code-field.tsx'
import { FactorButton, FactorLabel } from '#app/_components/factor-choice.tsx'
import { TextField } from '#app/_components/field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { WarningIcon } from '#app/_components/icons.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { MfaAppView, MfaContactView, MfaOfferView, MfaSetUpView } from '#src/contracts/hosted/views/mfa-view.ts'

/** A second factor is demanded: which one to set up. */
export const MfaSetUpScreen = ({ view: { frame, factors, hrefs } }: { readonly view: MfaSetUpView }) => {
  const t = textsOfPage(frame)
  const application = frame.client?.name ?? frame.pool.name
  if (factors.length === 0) {
    return (
      <HostedPage frame={frame} title={t('mfa.setUp.title')}>
        <div className="id-box" data-tone="warning">
          <WarningIcon />
          <div><h2>{t('mfa.setUp.noneTitle')}</h2><p>{t('mfa.setUp.noneHelp', { application })}</p></div>
        </div>
        {frame.links.signIn !== undefined && <p className="id-switch redirect-customizable"><a href={frame.links.signIn}>{t('frame.back')}</a></p>}
      </HostedPage>
    )
  }
  return (
    <HostedPage frame={frame} title={t('mfa.setUp.title')} lead={<p>{t('mfa.setUp.lead')}</p>} instruction>
      <HostedForm frame={frame} form="mfa-set-up">
        <ul className="id-accounts">
          {factors.map((factor) => (
            <li key={factor}>
              {factor === 'SOFTWARE_TOKEN_MFA'
                ? <FactorButton frame={frame} choice={{ factor }} />
                : <a className="id-account" href={hrefs[factor]}><FactorLabel frame={frame} factor={factor} /></a>}
            </li>
          ))}
        </ul>
      </HostedForm>
    </HostedPage>
  )
}

/** An authenticator: its key, and the code that proves that it was taken over. */
export const MfaAppScreen = ({ view }: { readonly view: MfaAppView }) => {
  const { frame, deviceName, otherHref } = view
  const t = textsOfPage(frame)
  const labels = { code: t('fields.code'), device_name: t('mfa.app.name') }
  return (
    <HostedPage frame={frame} title={t('mfa.app.title')} lead={<p>{t('mfa.app.lead')}</p>} instruction labels={labels}>
      <ol className="id-steps">
        <li><h2>{t('mfa.app.scan')}</h2><AuthenticatorKey frame={frame} authenticator={view} /></li>
        <li>
          <h2>{t('mfa.app.enter')}</h2>
          <HostedForm frame={frame} form="mfa-app">
            <CodeField frame={frame} focus={false} />
            <TextField frame={frame} name="device_name" label={labels.device_name} help={t('mfa.app.nameHelp')} optional input={{ autoComplete: 'off', maxLength: 64, defaultValue: deviceName, dir: 'auto' }} />
            <SubmitButton>{t('mfa.app.submit')}</SubmitButton>
          </HostedForm>
        </li>
      </ol>
      {otherHref !== undefined && <p className="id-switch redirect-customizable"><a href={otherHref}>{t('mfa.code.another')}</a></p>}
    </HostedPage>
  )
}

/** An address or number that codes go to from now on. */
export const MfaContactScreen = ({ view: { frame, medium, value, otherHref } }: { readonly view: MfaContactView }) => {
  const t = textsOfPage(frame)
  const label = t(medium === 'email' ? 'fields.attribute.email' : 'fields.attribute.phone_number')
  return (
    <HostedPage frame={frame} title={t('mfa.contact.title')} lead={<p>{t('mfa.contact.lead')}</p>} instruction labels={{ contact: label }}>
      <HostedForm frame={frame} form="mfa-contact" hidden={{ medium }}>
        <TextField
          frame={frame}
          name="contact"
          label={label}
          help={medium === 'sms' ? t('fields.help.phone_number') : undefined}
          input={{ type: medium === 'email' ? 'email' : 'tel', autoComplete: medium === 'email' ? 'email' : 'tel', defaultValue: value, dir: 'ltr', autoFocus: frame.summary === undefined, spellCheck: false }}
        />
        <SubmitButton>{t('mfa.contact.submit')}</SubmitButton>
      </HostedForm>
      {otherHref !== undefined && <p className="id-switch redirect-customizable"><a href={otherHref}>{t('mfa.code.another')}</a></p>}
    </HostedPage>
  )
}

/** After a sign-in by a password alone: a second factor would do good, and can wait. */
export const MfaOfferScreen = ({ view: { frame, factors } }: { readonly view: MfaOfferView }) => {
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('mfa.offer.title')} lead={<p>{t('mfa.offer.lead')}</p>} instruction>
      {factors.length > 0 && (
        <HostedForm frame={frame} form="mfa-set-up">
          <ul className="id-accounts">
            {factors.map((choice) => <li key={choice.factor}><FactorButton frame={frame} choice={choice} /></li>)}
          </ul>
        </HostedForm>
      )}
      <HostedForm frame={frame} form="mfa-not-now">
        <button className="id-button id-secondary" type="submit"><span>{t('mfa.offer.notNow')}</span></button>
        <p className="id-help">{t('mfa.offer.again')}</p>
      </HostedForm>
    </HostedPage>
  )
}
