import type { UsedFrom } from '#src/domain/sessions/user-session.ts'
import type { Wire } from '#src/domain/sign-in/sign-in-attempt.ts'

/** Where a person's own request came from; an operator's says nothing of the person. */
export const usedFrom = ({ wire, address, userAgent }: UsedFrom & { wire: Wire }): UsedFrom | undefined => (wire === 'admin' ? undefined : { address, userAgent })
