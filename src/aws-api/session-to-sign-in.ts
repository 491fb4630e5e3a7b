import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { clientAllowsFlow } from '#src/domain/app-clients/read-app-client.ts'

/** The Session by which whoever signed up goes on to sign in by USER_AUTH, where the client may (Cognito: SignUp, Session). */
export const sessionToSignIn = (client: AppClient, proof: string): string | undefined => (clientAllowsFlow(client, 'USER_AUTH') ? proof : undefined)
