import { z } from 'zod'
import type { JwtPayload } from '#src/crypto/jwt.ts'
import { text } from '#src/domain/constraint.ts'
import { SESSION_ID_PATTERN } from '#src/domain/sessions/session-id.ts'

/** Members of the operations that revoke one session. */
export const revokedSession = { SessionId: text({ pattern: SESSION_ID_PATTERN }), RevokeAssociatedSessions: z.enum(['NONE', 'LINKED']).default('NONE') }

/** Which token session an access token belongs to; null for one that has none. */
export const currentSession = ({ origin_jti: originJti }: JwtPayload): string | null => (typeof originJti === 'string' ? originJti : null)
