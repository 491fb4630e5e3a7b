import { AccountPage, Panel } from './account-page.tsx'
import { ActionForm } from './action-form.tsx'
import { PasskeysPanel } from './passkeys-panel.tsx'
import { When } from './when.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { AccountFactor, AccountSecurityView } from '#src/contracts/hosted/views/account-security-view.ts'

export const AccountSecurityScreen = ({ view }: { readonly view: AccountSecurityView }) => {
  const { frame, password, passkeys, secondFactors, recoveryCodes } = view
  const t = textsOfPage(frame)
  return (
    <AccountPage view={view} title={t('account.security.title')}>
      {password !== undefined && <PasswordPanel view={view} password={password} />}
      {passkeys !== undefined && <PasskeysPanel view={view} passkeys={passkeys} />}
      {secondFactors !== undefined && (
        <Panel id="second-step" title={t('account.security.secondStep')} lead={t(secondFactors.demanded ? 'account.security.demanded' : 'account.security.secondStepLead')}>
          <ul className="id-rows">{secondFactors.list.map((factor) => <Factor key={factor.factor} view={view} factor={factor} several={secondFactors.list.filter(({ on }) => on).length > 1} />)}</ul>
        </Panel>
      )}
      {recoveryCodes !== undefined && <RecoveryPanel view={view} codes={recoveryCodes} />}
    </AccountPage>
  )
}

const PasswordPanel = ({ view, password }: { readonly view: AccountSecurityView; readonly password: NonNullable<AccountSecurityView['password']> }) => {
  const t = textsOfPage(view.frame)
  return (
    <Panel id="password" title={t('fields.password')}>
      <div className="id-row">
        <p>{password.changedAt === undefined ? t('account.security.noPassword') : t.rich('account.security.passwordSince', { when: () => <When key="when" view={view} at={password.changedAt ?? ''} dayOnly /> })}</p>
        <a href={password.href}>{t(password.set ? 'account.password.change' : 'account.password.set')}</a>
      </div>
    </Panel>
  )
}

const Factor = ({ view: { frame }, factor, several }: { readonly view: AccountSecurityView; readonly factor: AccountFactor; readonly several: boolean }) => {
  const t = textsOfPage(frame)
  const { factor: kind, on, preferred, detail, missing } = factor
  const name = t(`account.factors.${kind}.name`)
  return (
    <li className="id-row">
      <span>
        <span><strong>{name}</strong>{on && <span className="id-chip" data-tone="success">{t(preferred && several ? 'account.security.preferred' : 'account.security.on')}</span>}</span>
        <span className="id-small">{detail === undefined ? t(`account.factors.${kind}.about`) : <bdi>{detail}</bdi>}</span>
        {!on && missing !== undefined && <span className="id-small">{t('account.security.missing', { attribute: missing.contact })}{missing.href !== undefined && <>{' '}<a href={missing.href}>{t('account.security.provide', { attribute: missing.contact })}</a></>}</span>}
      </span>
      <span className="id-actions">
        {kind === 'SOFTWARE_TOKEN_MFA' && <ActionForm frame={frame} form="account-authenticator-start" about={name}>{t(on ? 'account.security.replace' : 'account.security.setUp')}</ActionForm>}
        {on && several && !preferred && <ActionForm frame={frame} form="account-factor" hidden={{ factor: kind, change: 'prefer' }} about={name}>{t('account.security.prefer')}</ActionForm>}
        {on && <ActionForm frame={frame} form="account-factor" hidden={{ factor: kind, change: 'off' }} about={name}>{t('account.security.switchOff')}</ActionForm>}
        {!on && kind !== 'SOFTWARE_TOKEN_MFA' && missing === undefined && <ActionForm frame={frame} form="account-factor" hidden={{ factor: kind, change: 'on' }} about={name}>{t('account.security.switchOn')}</ActionForm>}
      </span>
    </li>
  )
}

const RecoveryPanel = ({ view, codes }: { readonly view: AccountSecurityView; readonly codes: NonNullable<AccountSecurityView['recoveryCodes']> }) => {
  const { frame } = view
  const t = textsOfPage(frame)
  return (
    <Panel id="recovery-codes" title={t('account.security.recoveryCodes')} lead={t('account.security.recoveryCodesLead')}>
      <div className="id-row">
        <span>{codes.madeAt === undefined ? t('account.security.noCodes') : t('account.security.codesLeft', { count: codes.left })}{codes.madeAt !== undefined && <span className="id-small">{t.rich('account.security.codesMade', { when: () => <When key="when" view={view} at={codes.madeAt ?? ''} dayOnly /> })}</span>}</span>
        <ActionForm frame={frame} form="account-recovery-codes">{t(codes.madeAt === undefined ? 'account.security.makeCodes' : 'account.security.makeNewCodes')}</ActionForm>
      </div>
    </Panel>
  )
}
