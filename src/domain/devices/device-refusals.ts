import { DomainError } from '#src/domain/domain-error.ts'

/** No such device of this user. Clients match on this very text, and sign in again without the device. */
export const deviceNotFound = (): DomainError => new DomainError('ResourceNotFound', 'Device does not exist.', { reason: 'device-not-found' })

/** The pool tracks no devices. */
export const devicesNotTracked = (): DomainError =>
  new DomainError('InvalidUserPoolConfiguration', 'Device tracking is not configured for the user pool.', { reason: 'no-device-tracking' })
