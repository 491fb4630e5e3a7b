import type { NextChallenge, SignInProgress } from '#src/domain/sign-in/sign-in-progress.ts'

/**
 * One question asked of every sign-in before it ends: null lets it pass, a challenge holds it up, a thrown DomainError refuses it.
 * A gate decides by the user's stored state alone, so that asking again after an answer is safe.
 */
export type Gate = (progress: SignInProgress, now: Date) => NextChallenge | null
