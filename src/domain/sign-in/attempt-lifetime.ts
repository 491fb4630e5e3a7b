import { minutes } from '#src/contracts/duration.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { authSessionLifetime } from '#src/domain/app-clients/read-app-client.ts'
import type { ChallengeName } from './challenge.ts'
import type { Wire } from './sign-in-attempt.ts'

/** Somebody who is asked for an authenticator for the first time has to find and install one. */
const SET_UP_ON_PAGES = minutes(15)

/** How long a challenge may be answered, in milliseconds: the client's AuthSessionValidity, and longer where a page sets a factor up. */
export const attemptLifetime = ({ client, wire }: { client: Pick<AppClient, 'settings'>; wire: Wire }, challenge: ChallengeName): number =>
  wire === 'hosted' && challenge === 'MFA_SETUP' ? Math.max(SET_UP_ON_PAGES, authSessionLifetime(client)) : authSessionLifetime(client)
