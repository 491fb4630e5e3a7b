import { DomainError } from '#src/domain/domain-error.ts'

/** `email` or `phone_number`; InvalidParameter for any other name: only these are proven by codes. */
export const requireContactAttribute = (name: string): 'email' | 'phone_number' => {
  if (name === 'email' || name === 'phone_number') return name
  throw new DomainError('InvalidParameter', `Invalid attribute provided: ${name.slice(0, 64)}`, { reason: 'attributes', field: 'attribute' })
}
