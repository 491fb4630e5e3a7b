import type { AwsApiDeps } from '#src/aws-api/aws-api-deps.ts'
import type { WireObject } from '#src/aws-api/operation.ts'
import type { Parties } from '#src/aws-api/require-client.ts'
import type { UsedFrom } from '#src/domain/sessions/user-session.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { issueTokens } from '#src/domain/tokens/issue-tokens.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import { authenticationResult } from './authentication-result.ts'

/** What a step of a sign-in comes to, in the members of InitiateAuth and its siblings: the next challenge, or tokens. */
export async function answerSignIn(
  deps: AwsApiDeps, { pool, client }: Parties, outcome: SignInOutcome, given: { clientMetadata?: ClientMetadata | undefined; usedFrom: UsedFrom | undefined },
): Promise<WireObject> {
  if (outcome.kind === 'challenge') {
    return {
      ChallengeName: outcome.challenge, Session: outcome.session, ChallengeParameters: outcome.parameters, AvailableChallenges: outcome.available,
    }
  }
  const { clientMetadata, usedFrom } = given
  const tokens = await issueTokens(deps, {
    pool, client, authentication: outcome.authentication, settles: outcome.settles, usedFrom, ...(clientMetadata === undefined ? {} : { clientMetadata }),
  })
  return { ChallengeParameters: {}, AuthenticationResult: authenticationResult(tokens, outcome.deviceMetadata) }
}
