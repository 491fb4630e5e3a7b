import { createHash } from 'node:crypto'

/** What a list calls a session: 28 lower-case letters and digits, the first three say of which type (Cognito: SessionId). */
export const SESSION_ID_PATTERN = '(tkn|sso)[a-z0-9]{25}'

/** The id of a token session: its family's id in base 36. */
export const tokenSessionId = (originJti: string): string => `tkn${inBase36(originJti.replaceAll('-', ''))}`

/** The id of a browser's session at the hosted pages: made of a digest, so that it opens nothing. */
export const ssoSessionId = (uid: string): string => `sso${inBase36(createHash('sha256').update(uid).digest('hex').slice(0, 32))}`

/** 128 bits fit in 25 characters. */
const inBase36 = (hex: string): string => BigInt(`0x${hex}`).toString(36).padStart(25, '0')
