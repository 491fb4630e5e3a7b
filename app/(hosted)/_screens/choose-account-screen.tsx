import { ButtonLink, HostedForm } from '#app/_components/hosted-form.tsx'
import { ArrowIcon } from '#app/_components/icons.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { ChooseAccountView } from '#src/contracts/hosted/views/sign-in-view.ts'

export const ChooseAccountScreen = ({ view }: { readonly view: ChooseAccountView }) => {
  const { frame, accounts, useAnotherHref } = view
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t('chooseAccount.title')}>
      <HostedForm frame={frame} form="choose-account">
        <ul className="id-accounts" aria-label={t('chooseAccount.lead')}>
          {accounts.map(({ id, name, detail }) => (
            <li key={id}>
              <button className="id-account" type="submit" name="account" value={id}>
                <span className="id-avatar" aria-hidden="true">{[...name][0]?.toUpperCase()}</span>
                <span className="id-account-name"><span>{t('chooseAccount.continueAs', { name })}</span>{detail !== undefined && <span className="id-small"><bdi>{detail}</bdi></span>}</span>
                <ArrowIcon />
              </button>
            </li>
          ))}
        </ul>
      </HostedForm>
      <ButtonLink href={useAnotherHref} secondary>{t('chooseAccount.another')}</ButtonLink>
    </HostedPage>
  )
}
