import { days } from '#src/contracts/duration.ts'
import type { TlsCertificate } from './certificate.ts'

/** Whether a certificate speaks for a host name: by that name, or by `*` in place of its first label (RFC 9525 §6.3). */
export const speaksFor = ({ names }: Pick<TlsCertificate, 'names'>, host: string): boolean => names.includes(host) || names.includes(wildcardOf(host))

/** `*.example.com` for `login.example.com`. */
export const wildcardOf = (host: string): string => `*${host.slice(host.indexOf('.'))}`

/** Of certificates for one host the one to show: one that is good now, and of those the one that stays so longest. */
export const chooseCertificate = <Certificate extends TlsCertificate>(certificates: readonly Certificate[], now: Date): Certificate | null => {
  const good = certificates.filter(({ notBefore, notAfter }) => notBefore <= now && now < notAfter)
  // One that is over is still better than none: the browser says what is wrong.
  return (good.length > 0 ? good : [...certificates]).reduce<Certificate | null>((best, each) => (best === null || each.notAfter > best.notAfter ? each : best), null)
}

const SOON = days(21)

/** Certificates that end within three weeks and have no successor for some of their names. */
export const endingSoon = (certificates: readonly TlsCertificate[], now: Date): TlsCertificate[] => {
  const isSoon = ({ notAfter }: TlsCertificate) => notAfter.getTime() - now.getTime() < SOON
  return certificates.filter((each) => isSoon(each) && each.names.some((name) => !certificates.some((other) => !isSoon(other) && other.names.includes(name))))
}
