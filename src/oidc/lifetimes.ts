import { minutes } from '#src/contracts/duration.ts'

/** Seconds (Cognito: authorization code grant). */
export const CODE_TTL = minutes(5) / 1000
/** Seconds for which a sign-in page may stay open. */
export const INTERACTION_TTL = minutes(60) / 1000
/** Seconds. */
export const DEVICE_CODE_TTL = minutes(10) / 1000
