import { demoTexts as t } from '#src/contracts/messages/demo-texts.ts'
import { SignInButton } from './sign-in-button.tsx'

export const SignedOut = () => (
  <div className="mx-auto max-w-2xl">
    <h1 className="text-3xl font-semibold tracking-tight text-balance">{t('signedOut.heading')}</h1>
    <p className="mt-3 text-lg text-muted">{t('signedOut.lead')}</p>
    <p className="mt-8"><SignInButton>{t('signedOut.signIn')}</SignInButton></p>
    <section className="mt-12 rounded-2xl border border-line bg-surface p-6" aria-labelledby="steps">
      <h2 className="font-semibold" id="steps">{t('signedOut.steps')}</h2>
      <ol className="mt-3 list-decimal space-y-2 ps-5 text-muted marker:font-semibold marker:text-ink">
        <li>{t('signedOut.step1')}</li>
        <li>{t('signedOut.step2')}</li>
        <li>{t('signedOut.step3')}</li>
      </ol>
    </section>
  </div>
)
