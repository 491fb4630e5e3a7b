import { ButtonLink } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { RetryLine, TraceLine } from '#app/_components/summary-box.tsx'
import { compareStrings, nearestRegistered, type Part } from '#src/contracts/hosted/difference.ts'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { DeveloperDetail, ErrorView } from '#src/contracts/hosted/views/closing-view.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

export const ErrorScreen = ({ view }: { readonly view: ErrorView }) => {
  const { frame, code, values, retryInSeconds, traceId, returnToApplication, developer } = view
  const t = textsOfPage(frame)
  return (
    <HostedPage frame={frame} title={t(`error.${code}.title`, values)} lead={<p>{t(`error.${code}.help`, values)}</p>} failed>
      {retryInSeconds !== undefined && <RetryLine frame={frame} seconds={retryInSeconds} />}
      {returnToApplication !== undefined && <ButtonLink href={returnToApplication.href}>{t('error.return', { application: returnToApplication.name })}</ButtonLink>}
      {developer !== undefined && <Developer frame={frame} detail={developer} />}
      <TraceLine frame={frame} traceId={traceId} />
    </HostedPage>
  )
}

/** The exact difference between what came and what is registered, with the differing characters marked. */
const Developer = ({ frame, detail }: { readonly frame: PageFrame; readonly detail: DeveloperDetail }) => {
  const t = textsOfPage(frame)
  const { parameter, sent, registered, hint, settingHref } = detail
  const nearest = sent === undefined ? undefined : nearestRegistered(sent, registered)
  const difference = sent === undefined || nearest === undefined ? undefined : compareStrings(sent, nearest)
  return (
    <section className="id-developer" aria-labelledby="developer-title">
      <h2 id="developer-title">{t('developer.title')}<span className="id-chip">{t('developer.only')}</span></h2>
      <dl dir="ltr">
        <dt>{t('developer.parameter')}</dt>
        <dd><code>{parameter}</code></dd>
        <dt>{t('developer.sent')}</dt>
        <dd>{sent === undefined ? <em>{t('developer.nothing')}</em> : difference === undefined ? <code>{sent}</code> : <Marked parts={difference.sent} />}</dd>
        <dt>{t('developer.registered', { count: registered.length })}</dt>
        {registered.map((value) => (
          <dd key={value}>
            {difference !== undefined && value === nearest ? <Marked parts={difference.registered} /> : <code>{value}</code>}
          </dd>
        ))}
      </dl>
      {difference !== undefined && <p className="id-small">{t('developer.differs')}</p>}
      {hint !== undefined && <p>{hint}</p>}
      {settingHref !== undefined && <p><a href={settingHref}>{t('developer.setting')}</a></p>}
    </section>
  )
}

const Marked = ({ parts }: { readonly parts: readonly Part[] }) => (
  <code>{parts.map(({ text, same }, index) => (same ? text : <mark key={index}>{text}</mark>))}</code>
)
