const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Time left as `m:ss`. The page's script counts it down; without script it stays as sent. */
export const Countdown = ({ seconds }: { readonly seconds: number }) => (
  <time className="id-countdown" dir="ltr" dateTime={`PT${seconds}S`} data-countdown={seconds}>{clock(seconds)}</time>
)
