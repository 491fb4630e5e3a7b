import { placeOfDetails } from '#src/domain/activity/place.ts'
import type { UserEvent } from '#src/domain/activity/user-event.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { SenderCall } from './custom-sender.ts'
import type { TriggerDeps } from './trigger-context.ts'

export type TakeOverNotification = {
  pool: UserPool
  user: Pick<User, 'username'>
  /** The sign-in that nobody expected. */
  signIn: Pick<UserEvent, 'id' | 'clientId' | 'createdAt' | 'address' | 'device' | 'details'>
  /** Where somebody sees what happens to the account; null without an account portal. */
  accountLink: string | null
  /** Where somebody says that it was not they; null where nothing is to be taken back. */
  notMeLink: string | null
}

/**
 * The call by which the pool's own function tells somebody of a sign-in that may not be theirs, and was let through; null where the pool has
 * none, or no threat protection that its function could expect this from (Cognito: custom email sender Lambda trigger). There is no code.
 */
export const takeOverNotification = (deps: TriggerDeps, { pool, user, signIn, accountLink, notMeLink }: TakeOverNotification): SenderCall | null => {
  const { UserPoolAddOns, LambdaConfig } = pool.settings
  if (UserPoolAddOns?.AdvancedSecurityMode !== 'ENFORCED' || !deps.triggers.has(pool, 'CustomEmailSender')) return null
  const { city, country } = placeOfDetails(signIn.details) ?? { city: null, country: null }
  return {
    keyId: LambdaConfig.KMSKeyID ?? null,
    call: {
      trigger: 'CustomEmailSender',
      source: 'CustomEmailSender_AccountTakeOverNotification',
      poolId: pool.id,
      clientId: signIn.clientId,
      userName: user.username,
      request: {
        type: 'customEmailSenderRequestV1',
        code: null,
        userAttributes: {
          EVENT_ID: signIn.id, USER_NAME: user.username, IP_ADDRESS: signIn.address ?? '', ACCOUNT_TAKE_OVER_ACTION: 'NO_ACTION',
          ONE_CLICK_LINK_VALID: accountLink ?? '', ONE_CLICK_LINK_INVALID: notMeLink ?? '', LOGIN_TIME: signIn.createdAt.toISOString(),
          // Nothing takes feedback by a token: the link says it.
          FEEDBACK_TOKEN: '',
          ...(city === null ? {} : { CITY: city }), ...(country === null ? {} : { COUNTRY: country }), ...(signIn.device === null ? {} : { DEVICE_NAME: signIn.device }),
        },
        clientMetadata: {},
      },
      response: {},
    },
  }
}
