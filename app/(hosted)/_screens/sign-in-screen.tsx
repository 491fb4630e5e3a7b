import { ButtonLink, HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { PasskeyBox } from '#app/_components/passkey-box.tsx'
import { CanMakePasskeys, CurrentPasswordField, FilledPassword } from '#app/_components/password-field.tsx'
import { IdentifierField } from '#app/_components/identifier-field.tsx'
import { WarningIcon } from '#app/_components/icons.tsx'
import { formAction } from '#src/contracts/hosted/forms/form-names.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { SignInView } from '#src/contracts/hosted/views/sign-in-view.ts'

export const SignInScreen = ({ view }: { readonly view: SignInView }) => {
  const { frame } = view
  const t = textsOfPage(frame)
  const labels = { username: t(`fields.identifier.${view.identifier.kind}`), password: t('fields.password') }
  return (
    <HostedPage frame={frame} title={t('signIn.title')} labels={labels}>
      {view.providersFirst === true && <Providers view={view} />}
      {view.providersFirst === true && <Or view={view} />}
      {view.password && (view.custom === 'instead' ? <NameForm view={view} form="custom-sign-in" /> : view.identifierFirst === true ? <NameForm view={view} form="identify" /> : <PasswordForm view={view} />)}
      {view.passkey !== undefined && <PasskeyForm view={view} passkey={view.passkey} />}
      {view.providersFirst !== true && <Or view={view} />}
      {view.providersFirst !== true && <Providers view={view} />}
      {!view.password && view.providers.length === 0 && <NoMethod view={view} />}
      {view.password && frame.links.signUp !== undefined && (
        <p className="id-switch redirect-customizable">{t('signIn.newHere', { pool: frame.pool.name })} <a href={frame.links.signUp}>{t('signIn.createAccount')}</a></p>
      )}
    </HostedPage>
  )
}

const PasswordForm = ({ view }: { readonly view: SignInView }) => {
  const { frame, identifier, keepSignedIn } = view
  const t = textsOfPage(frame)
  const wrong = frame.summary?.code === 'wrong_credentials'
  const calm = frame.summary === undefined
  const forgot = frame.links.forgotPassword
  return (
    <HostedForm frame={frame} form="sign-in">
      <IdentifierField frame={frame} identifier={identifier} focus={calm && identifier.value === ''} invalid={wrong} />
      <CurrentPasswordField
        frame={frame}
        focus={calm && identifier.value !== ''}
        invalid={wrong}
        aside={forgot !== undefined && <a href={forgot}>{t('signIn.forgot')}</a>}
      />
      <Keep frame={frame} keepSignedIn={keepSignedIn} />
      <CanMakePasskeys />
      <SubmitButton>{t('signIn.submit')}</SubmitButton>
      {view.custom === 'beside' && <CustomButton view={view} />}
    </HostedForm>
  )
}

/** Sends the name alone to what the pool's functions ask; a password that was typed counts for nothing there. */
const CustomButton = ({ view: { frame } }: { readonly view: SignInView }) => (
  <button className="id-button id-secondary" type="submit" formAction={formAction(frame.form.basePath, 'custom-sign-in')}><span>{textsOfPage(frame)('signIn.custom')}</span></button>
)

/** Only the name: how to go on comes after it. */
const NameForm = ({ view: { frame, identifier, keepSignedIn }, form }: { readonly view: SignInView; readonly form: 'identify' | 'custom-sign-in' }) => (
  <HostedForm frame={frame} form={form}>
    <IdentifierField frame={frame} identifier={identifier} focus={frame.summary === undefined} invalid={frame.summary?.code === 'wrong_credentials'} />
    {form === 'identify' && <FilledPassword />}
    <Keep frame={frame} keepSignedIn={keepSignedIn} />
    <CanMakePasskeys />
    <SubmitButton>{textsOfPage(frame)('signIn.next')}</SubmitButton>
  </HostedForm>
)

/** A passkey that says itself whose it is. */
const PasskeyForm = ({ view: { frame }, passkey: { lastUsed, unknown } }: { readonly view: SignInView; readonly passkey: NonNullable<SignInView['passkey']> }) => (
  <HostedForm frame={frame} form="passkey-sign-in" className="id-passkey-form" hidden={{ session: '', credential: '' }}>
    <input type="hidden" name="keep" defaultValue="on" disabled />
    <PasskeyBox frame={frame} kind="sign-in" label={textsOfPage(frame)('signIn.passkey')} lastUsed={lastUsed} />
    {unknown !== undefined && <span hidden data-unknown-passkey={JSON.stringify(unknown)} />}
  </HostedForm>
)

const Keep = ({ frame, keepSignedIn }: Pick<SignInView, 'frame' | 'keepSignedIn'>) => keepSignedIn === undefined ? null : (
  <label className="id-check label-customizable"><input type="checkbox" name="keep" defaultChecked={keepSignedIn.checked} /><span>{textsOfPage(frame)('signIn.keep')}</span></label>
)

/** Names that Cognito gives to social providers. */
const SOCIAL: ReadonlySet<string> = new Set(['Facebook', 'Google', 'LoginWithAmazon', 'SignInWithApple'])

/** Between the two, where there are both. */
const Or = ({ view: { frame, password, providers } }: { readonly view: SignInView }) =>
  password && providers.length > 0 ? <p className="id-or idpDescription-customizable"><span>{textsOfPage(frame)('frame.or')}</span></p> : null

const Providers = ({ view: { frame, providers } }: { readonly view: SignInView }) => providers.length === 0 ? null : (
  <ul className="id-providers">
    {providers.map(({ name, label, href, iconSrc, lastUsed }) => (
      <li key={name}>
        <a className={`id-button id-provider ${SOCIAL.has(name) ? 'socialButton' : 'idpButton'}-customizable`} href={href}>
          {iconSrc !== undefined && <img src={iconSrc} alt="" width={20} height={20} />}
          <span>{label}</span>
          {lastUsed === true && <span className="id-chip">{textsOfPage(frame)('signIn.lastUsed')}</span>}
        </a>
      </li>
    ))}
  </ul>
)

/** Never an empty card: whom to ask, and for the developer what to set. */
const NoMethod = ({ view: { frame, missingSetting } }: { readonly view: SignInView }) => {
  const t = textsOfPage(frame)
  return (
    <>
      <div className="id-box" data-tone="warning">
        <WarningIcon />
        <div>
          <h2>{t('signIn.noMethod.title')}</h2>
          <p>{t.rich('signIn.noMethod.help', { application: frame.client?.name ?? frame.pool.name, strong: (chunks) => <strong key="name">{chunks}</strong> })}</p>
          {missingSetting !== undefined && <p className="id-small">{t('signIn.noMethod.developer', { setting: missingSetting })}</p>}
        </div>
      </div>
      {frame.links.help !== undefined && <ButtonLink href={frame.links.help} secondary>{t('frame.help')}</ButtonLink>}
    </>
  )
}
