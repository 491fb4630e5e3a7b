import { judgePasskey } from '#src/domain/passkeys/judge-passkey.ts'
import { type ChallengeStrategy, requireResponse } from './challenge-strategy.ts'

/**
 * WEB_AUTHN: a passkey's signature over the challenge; any answer ends the record (Cognito: WEB_AUTHN). InvalidParameter, NotAuthorized.
 */
export const webAuthn: ChallengeStrategy = {
  singleUse: true,
  async judge(deps, answer) {
    const credential = requireResponse(answer, 'CREDENTIAL')
    return judgePasskey(deps, { pool: answer.pool, user: answer.user, state: answer.state.challenge, credential })
  },
}
