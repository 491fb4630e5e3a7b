import { fieldId } from './field-id.ts'
import { AlertIcon, DoneIcon, InfoIcon, WarningIcon } from './icons.tsx'
import { Countdown } from './countdown.tsx'
import { errorText } from './error-text.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { Notice, PageFrame } from '#src/contracts/hosted/page-frame.ts'

export const SUMMARY_ID = 'summary'

type Labels = Readonly<Record<string, string>>

/** The box that takes focus after a refused form: what happened, what to do, and links to the fields. */
export const SummaryBox = ({ frame, labels }: { readonly frame: PageFrame; readonly labels: Labels }) => {
  const { summary, fieldErrors = {} } = frame
  if (summary === undefined) return null
  const t = textsOfPage(frame)
  const fields = Object.entries(fieldErrors)
  // Other summaries name their one field themselves.
  const listed = summary.code === 'invalid_fields' ? fields : []
  const values = { count: fields.length, ...summary.values }
  const help = t(`summary.${summary.code}.help`, values)
  return (
    <section className="id-box errorMessage-customizable" data-tone={summary.tone} id={SUMMARY_ID} tabIndex={-1} autoFocus role="group" aria-labelledby={`${SUMMARY_ID}-title`}>
      {summary.tone === 'danger' ? <AlertIcon /> : <WarningIcon />}
      <div>
        <h2 id={`${SUMMARY_ID}-title`}>{t(`summary.${summary.code}.title`, values)}</h2>
        {help !== '' && <p>{help}</p>}
        {summary.message !== undefined && <p className="id-quote">{summary.message}</p>}
        {summary.retryInSeconds !== undefined && <RetryLine frame={frame} seconds={summary.retryInSeconds} />}
        {(summary.code === 'too_many_attempts' || summary.code === 'second_factor_locked') && frame.links.forgotPassword !== undefined && (
          <p><a href={frame.links.forgotPassword}>{t(`summary.${summary.code}.wayOut`)}</a></p>
        )}
        {listed.length > 0 && (
          <ul>
            {listed.map(([name, error]) => (
              <li key={name}><a href={`#${fieldId(name)}`}>{labels[name] ?? name}</a>{' '}{errorText(t, error)}</li>
            ))}
          </ul>
        )}
        {summary.traceId !== undefined && <TraceLine frame={frame} traceId={summary.traceId} />}
      </div>
    </section>
  )
}

/** "Try again in 1:24.", replaced by "You can try again now." when the time is over. */
export const RetryLine = ({ frame, seconds }: { readonly frame: PageFrame; readonly seconds: number }) => {
  const t = textsOfPage(frame)
  return (
    <p>
      <span data-until-zero="">{t.rich('frame.tryAgainIn', { time: () => <Countdown key="time" seconds={seconds} /> })}</span>
      <span data-from-zero="" hidden>{t('frame.tryAgainNow')}</span>
    </p>
  )
}

/** What to quote to support. */
export const TraceLine = ({ frame, traceId }: { readonly frame: PageFrame; readonly traceId: string }) => (
  <p className="id-small">
    {textsOfPage(frame).rich('frame.reference', { traceId, code: (chunks) => <code key="code" dir="ltr">{chunks}</code> })}
  </p>
)

/** Good news above a form; announced, never focused. */
export const NoticeBox = ({ frame, notice }: { readonly frame: PageFrame; readonly notice: Notice }) => (
  <div className="id-box" data-tone={notice.tone} role="status">
    {notice.tone === 'success' ? <DoneIcon /> : <InfoIcon />}
    <p>{textsOfPage(frame)(`notices.${notice.code}`, notice.values)}</p>
  </div>
)
