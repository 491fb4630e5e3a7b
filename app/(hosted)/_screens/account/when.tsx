import type { AccountPageView } from '#src/contracts/hosted/views/account-frame.ts'

type WhenProps = { readonly view: AccountPageView<string>; /** ISO 8601. */ readonly at: string; readonly dayOnly?: boolean }

/** A moment in the person's language and time zone, as far as it is known. */
export const When = ({ view: { frame, account }, at, dayOnly = false }: WhenProps) => {
  const form: Intl.DateTimeFormatOptions = dayOnly
    ? { year: 'numeric', month: 'short', day: 'numeric' }
    : { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }
  return <time dateTime={at}>{new Intl.DateTimeFormat(frame.locale, { ...form, timeZone: account.timeZone ?? 'UTC' }).format(new Date(at))}</time>
}
