import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { LimitAttemptDeps } from '#src/domain/attempts/limit-attempt.ts'
import type { TryPlacesDeps } from '#src/domain/attempts/try-places.ts'
import type { DeviceStore } from '#src/domain/devices/device-store.ts'
import type { BuildMessageDeps } from '#src/domain/messages/build-message.ts'
import type { MessageSender } from '#src/domain/messages/message-sender.ts'
import type { BeginPasskeySignInDeps } from '#src/domain/passkeys/begin-passkey-sign-in.ts'
import type { SoftwareTokenStore } from '#src/domain/mfa/software-token-store.ts'
import type { NextChallenge, SignInProgress } from '#src/domain/sign-in/sign-in-progress.ts'

/** What a gate may need to put a challenge: factors and devices are looked up here, and codes are sent. */
export type GateDeps = LimitAttemptDeps & BuildMessageDeps & TryPlacesDeps & BeginPasskeySignInDeps & {
  messageSender: MessageSender
  random: Random
  keyedHash: Pick<KeyedHash, 'code' | 'sign'>
  softwareTokens: Pick<SoftwareTokenStore, 'findSoftwareToken'>
  devices: Pick<DeviceStore, 'findDevice'>
}

/**
 * One question asked of every sign-in before it ends: null lets it pass, a challenge holds it up, a thrown DomainError refuses it.
 * A gate decides by the user's stored state and by what was proven so far (`amr`), so that asking again after an answer is safe.
 */
export type Gate = (progress: SignInProgress, now: Date, deps: GateDeps) => NextChallenge | null | Promise<NextChallenge | null>
