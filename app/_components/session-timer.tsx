import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

/** Minutes before the end at which it is said aloud. */
const SAID_AT = [5, 1] as const

/** How long the page can be used: minutes as they were when it came, counted down by script. The line keeps its place when the time is over. */
export const SessionTimer = ({ frame }: { readonly frame: PageFrame }) => {
  const { timer } = frame
  if (timer === undefined) return null
  const t = textsOfPage(frame)
  const said = Object.fromEntries(SAID_AT.map((minutes) => [`data-at-${minutes * 60}`, t('timer.announce', { minutes })]))
  return (
    <aside className="id-timer" aria-labelledby="timer-left" data-session-timer={timer.seconds} {...said} data-over={t('timer.over')}>
      <p id="timer-left" data-timer-left>{t.rich('timer.left', { minutes: Math.max(1, Math.round(timer.seconds / 60)), time: (chunks) => <time key="time" className="id-countdown">{chunks}</time> })}</p>
      <p data-timer-over hidden>{t('timer.over')}{' '}<a href={timer.againHref}>{t('timer.again')}</a></p>
      <p className="id-hidden" role="status" />
    </aside>
  )
}
