import { text } from '#src/domain/constraint.ts'

/** A token in a request (Cognito: TokenModelType). */
export const refreshToken = text({ min: 1, max: 131_072, pattern: '[A-Za-z0-9-_=.]+' })
