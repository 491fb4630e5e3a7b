import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type RecoveryCodeListProps = { readonly frame: PageFrame; readonly codes: readonly string[]; readonly account?: string | undefined }

/** The codes, selectable as one, with ways to take them along. Saving them as a file needs no script; copying and printing do. */
export const RecoveryCodeList = ({ frame, codes, account }: RecoveryCodeListProps) => {
  const t = textsOfPage(frame)
  const about = [t('recoveryCodes.new.file.title', { pool: frame.pool.name }), ...(account === undefined ? [] : [t('recoveryCodes.new.file.account', { account })]), t('recoveryCodes.new.file.about')]
  const file = [...about, '', ...codes, ''].join('\n')
  return (
    <div className="id-recovery">
      <ol className="id-recovery-codes" dir="ltr" aria-label={t('recoveryCodes.new.list')}>
        {codes.map((code) => <li key={code}><code>{code}</code></li>)}
      </ol>
      <div className="id-copy">
        <button className="id-link-button" type="button" hidden data-copy={codes.join('\n')} suppressHydrationWarning>{t('recoveryCodes.new.copy')}</button>
        <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`} download={t('recoveryCodes.new.file.name')}>{t('recoveryCodes.new.download')}</a>
        <button className="id-link-button" type="button" hidden data-print="" suppressHydrationWarning>{t('recoveryCodes.new.print')}</button>
        <span role="status" data-copied={t('recoveryCodes.new.copied')} />
      </div>
    </div>
  )
}
