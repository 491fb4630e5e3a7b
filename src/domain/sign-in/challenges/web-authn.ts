import { judgePasskey } from '#src/domain/passkeys/judge-passkey.ts'
import { ownerOfPasskey } from '#src/domain/passkeys/owner-of-passkey.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import { type ChallengeStrategy, requireResponse } from './challenge-strategy.ts'

/**
 * WEB_AUTHN: a passkey's signature over the challenge; any answer ends the record (Cognito: WEB_AUTHN). Where the sign-in was begun by
 * nobody yet, the passkey says whose it is. InvalidParameter, NotAuthorized, refusals of the pre authentication trigger in that case.
 */
export const webAuthn: ChallengeStrategy = {
  singleUse: true,
  async judge(deps, answer) {
    const { pool, client, state, clientMetadata } = answer
    const credential = requireResponse(answer, 'CREDENTIAL')
    if (state.flow !== 'HOSTED_PASSKEY') return judgePasskey(deps, { pool, user: answer.user, state: state.challenge, credential })
    const user = await ownerOfPasskey(deps, pool, credential)
    const proven = await judgePasskey(deps, { pool, user, state: state.challenge, credential })
    await runPreAuthentication(deps, { pool, client, clientMetadata }, { user, userName: user.username })
    return proven
  },
}
