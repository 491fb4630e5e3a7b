import { withTimestamps } from '#src/aws-api/timestamp.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { appClientDescription } from '#src/domain/app-clients/describe-user-pool-client.ts'
import { withoutEmptyLists } from './without-empty-lists.ts'

/** UserPoolClientType. No client registered itself: there is no dynamic registration. */
export const appClientShape = (client: AppClient) =>
  withoutEmptyLists(withTimestamps({ ...appClientDescription(client), ClientType: 'REGULAR' as const }), [
    'ReadAttributes', 'WriteAttributes', 'CallbackURLs', 'LogoutURLs', 'AllowedOAuthFlows', 'AllowedOAuthScopes',
  ])
