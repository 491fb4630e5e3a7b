import type { ReactNode } from 'react'
import { TextField } from '#app/_components/field.tsx'
import { SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { DeviceForm, DeviceView } from '#src/contracts/hosted/views/device-view.ts'

export const DeviceScreen = ({ view }: { readonly view: DeviceView }) => {
  const { frame, step } = view
  const t = textsOfPage(frame)
  switch (step.kind) {
    case 'enter': {
      const code = { autoComplete: 'off', autoCapitalize: 'characters', autoCorrect: 'off', spellCheck: false, dir: 'ltr', maxLength: 32, defaultValue: step.code, autoFocus: frame.summary === undefined } as const
      return (
        <HostedPage frame={frame} title={t('device.title')} lead={<p>{t('device.lead')}</p>} labels={{ user_code: t('device.code') }}>
          <Form form={step.form}>
            <TextField frame={frame} name="user_code" label={t('device.code')} input={code} />
            <SubmitButton>{t('device.submit')}</SubmitButton>
          </Form>
        </HostedPage>
      )
    }
    case 'confirm': {
      const strong = (chunks: ReactNode) => <strong key="application">{chunks}</strong>
      return (
        <HostedPage frame={frame} title={t('device.confirmTitle')} lead={<p>{t.rich('device.confirmLead', { application: step.application, strong })}</p>}>
          <p className="id-device-code" dir="ltr"><code>{step.code}</code></p>
          <Form form={step.form}>
            <input type="hidden" name="user_code" value={step.code} />
            <input type="hidden" name="confirm" value="yes" />
            <SubmitButton>{t('device.confirm')}</SubmitButton>
            <button className="id-button id-secondary" type="submit" name="abort" value="yes"><span>{t('device.stop')}</span></button>
          </Form>
        </HostedPage>
      )
    }
    case 'connected': return <HostedPage frame={frame} title={t('device.connectedTitle')} lead={<p>{t('device.connectedLead')}</p>} />
    case 'stopped': return <HostedPage frame={frame} title={t('device.stoppedTitle')} lead={<p>{t('device.stoppedLead')}</p>} />
  }
}

const Form = ({ form, children }: { readonly form: DeviceForm; readonly children: ReactNode }) => (
  <form className="id-form" method="post" action={form.action} data-form="device">
    <input type="hidden" name="xsrf" value={form.xsrf} />
    {children}
  </form>
)
