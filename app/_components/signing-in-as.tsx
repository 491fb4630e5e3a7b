import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** Who is signing in, as typed, and the way back to somebody else. */
export const SigningInAs = ({ frame, username, changeHref }: { readonly frame: PageFrame; readonly username: string; readonly changeHref: string }) => {
  const t = textsOfPage(frame)
  return <p>{t.rich('chooseMethod.as', { username, strong: (chunks) => <bdi key="name"><strong>{chunks}</strong></bdi> })} <a href={changeHref}>{t('chooseMethod.change')}</a></p>
}
