import { HostedForm } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { ArrowIcon, MailIcon, MessageIcon, PasskeyIcon, QuestionIcon } from '#app/_components/icons.tsx'
import { CanMakePasskeys, CurrentPasswordField, HiddenUsername } from '#app/_components/password-field.tsx'
import { SigningInAs } from '#app/_components/signing-in-as.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { ChooseMethodView, OfferedMethod, SignInMethod } from '#src/contracts/hosted/views/first-factor-view.ts'

/** How to sign in: the password at once, every other way by a button. */
export const ChooseMethodScreen = ({ view }: { readonly view: ChooseMethodView }) => {
  const { frame, methods, username, changeHref } = view
  const t = textsOfPage(frame)
  const password = methods.find(({ method }) => method === 'PASSWORD')
  const others = methods.filter(({ method }) => method !== 'PASSWORD')
  const title = others.length === 0 ? t('chooseMethod.passwordTitle') : t('chooseMethod.title')
  return (
    <HostedPage frame={frame} title={title} lead={<SigningInAs frame={frame} username={username} changeHref={changeHref} />} labels={{ password: t('fields.password') }}>
      {password !== undefined && <PasswordForm view={view} lastUsed={password.lastUsed === true} />}
      {password !== undefined && others.length > 0 && <p className="id-or idpDescription-customizable"><span>{t('frame.or')}</span></p>}
      {others.length > 0 && (
        <HostedForm frame={frame} form="choose-method">
          <ul className="id-accounts" aria-label={t('chooseMethod.ways')}>
            {others.map((offered) => <li key={offered.method} {...(offered.method === 'WEB_AUTHN' && { hidden: true, 'data-needs-passkeys': '' })}><MethodButton frame={frame} offered={offered} /></li>)}
          </ul>
          {methods.every(({ method }) => method === 'WEB_AUTHN') && <noscript><p className="id-box" data-tone="info">{t('passkeys.without')}</p></noscript>}
        </HostedForm>
      )}
    </HostedPage>
  )
}

const PasswordForm = ({ view: { frame, username }, lastUsed }: { readonly view: ChooseMethodView; readonly lastUsed: boolean }) => {
  const t = textsOfPage(frame)
  const forgot = frame.links.forgotPassword
  return (
    <HostedForm frame={frame} form="choose-method" hidden={{ method: 'PASSWORD' }}>
      <HiddenUsername username={username} />
      <CurrentPasswordField
        frame={frame}
        focus={frame.summary === undefined}
        invalid={frame.summary?.code === 'wrong_credentials'}
        aside={forgot !== undefined && <a href={forgot}>{t('signIn.forgot')}</a>}
      />
      <CanMakePasskeys />
      <button className="id-button id-primary submitButton-customizable" type="submit">
        <span>{t('signIn.submit')}</span>{lastUsed && <span className="id-chip">{t('signIn.lastUsed')}</span>}
      </button>
    </HostedForm>
  )
}

const ICONS = { EMAIL_OTP: MailIcon, SMS_OTP: MessageIcon, WEB_AUTHN: PasskeyIcon, CUSTOM_AUTH: QuestionIcon } as const satisfies Record<Exclude<SignInMethod, 'PASSWORD'>, unknown>

const MethodButton = ({ frame, offered: { method, lastUsed = false } }: { readonly frame: PageFrame; readonly offered: OfferedMethod }) => {
  if (method === 'PASSWORD') return null
  const t = textsOfPage(frame)
  const MethodIcon = ICONS[method]
  return (
    <button className="id-account" type="submit" name="method" value={method}>
      <span className="id-avatar" aria-hidden="true"><MethodIcon /></span>
      <span className="id-account-name"><span>{t(`chooseMethod.methods.${method}.name`)}</span><span className="id-small">{t(`chooseMethod.methods.${method}.about`)}</span>{lastUsed && <span className="id-chip">{t('signIn.lastUsed')}</span>}</span>
      <ArrowIcon />
    </button>
  )
}
