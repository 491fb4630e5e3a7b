import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { RememberChoice } from '#src/contracts/hosted/views/mfa-view.ts'

/** "Remember this browser", and what that does; nothing where nobody is asked. */
export const RememberBrowser = ({ frame, remember }: { readonly frame: PageFrame; readonly remember: RememberChoice | undefined }) => {
  if (remember === undefined) return null
  const t = textsOfPage(frame)
  return (
    <label className="id-check label-customizable">
      <input type="checkbox" name="remember" defaultChecked={remember.checked} />
      <span>{t('remember.browser')}{remember.sparesCodes && <span className="id-help id-check-help">{t('remember.sparesCodes')}</span>}</span>
    </label>
  )
}
