import type { askAccountDeletion } from '#src/domain/account/ask-account-deletion.ts'
import type { listAgreements } from '#src/domain/terms/list-agreements.ts'
import type { exportUserData } from '#src/domain/account/export-user-data.ts'
import type { listUserEvents } from '#src/domain/activity/list-user-events.ts'
import type { getUserAttributeVerificationCode } from '#src/domain/attributes/get-user-attribute-verification-code.ts'
import type { ownAttributes } from '#src/domain/attributes/own-attributes.ts'
import type { updateUserAttributes } from '#src/domain/attributes/update-user-attributes.ts'
import type { verifyUserAttribute } from '#src/domain/attributes/verify-user-attribute.ts'
import type { forgetDevice } from '#src/domain/devices/forget-device.ts'
import type { listDevices } from '#src/domain/devices/list-devices.ts'
import type { renameDevice } from '#src/domain/devices/rename-device.ts'
import type { associateSoftwareToken } from '#src/domain/mfa/associate-software-token.ts'
import type { changeOwnFactor } from '#src/domain/mfa/change-own-factor.ts'
import type { SoftwareTokenStore } from '#src/domain/mfa/software-token-store.ts'
import type { takeAuthenticator } from '#src/domain/mfa/take-authenticator.ts'
import type { deleteWebAuthnCredential } from '#src/domain/passkeys/delete-web-authn-credential.ts'
import type { describePasskeys } from '#src/domain/passkeys/describe-passkeys.ts'
import type { renamePasskey } from '#src/domain/passkeys/rename-passkey.ts'
import type { describeRecoveryCodes } from '#src/domain/recovery-codes/describe-recovery-codes.ts'
import type { makeRecoveryCodes } from '#src/domain/recovery-codes/make-recovery-codes.ts'
import type { endOtherSessions } from '#src/domain/sessions/end-other-sessions.ts'
import type { listAppsWithAccess } from '#src/domain/sessions/list-apps-with-access.ts'
import type { listOwnSessions } from '#src/domain/sessions/list-own-sessions.ts'
import type { revokeAppAccess } from '#src/domain/sessions/revoke-app-access.ts'
import type { endUserSession } from '#src/domain/sessions/revoke-user-session.ts'
import type { changePassword } from '#src/domain/users/change-password.ts'
import type { Bound } from '#src/hosted/hosted-operations.ts'

/** The domain operations behind the account portal; the AWS API calls the same ones where it has them. */
export type AccountOperations = Pick<SoftwareTokenStore, 'findSoftwareToken'> & {
  ownAttributes: Bound<typeof ownAttributes>
  updateUserAttributes: Bound<typeof updateUserAttributes>
  getUserAttributeVerificationCode: Bound<typeof getUserAttributeVerificationCode>
  verifyUserAttribute: Bound<typeof verifyUserAttribute>
  changePassword: Bound<typeof changePassword>
  associateSoftwareToken: Bound<typeof associateSoftwareToken>
  takeAuthenticator: Bound<typeof takeAuthenticator>
  changeOwnFactor: Bound<typeof changeOwnFactor>
  describePasskeys: Bound<typeof describePasskeys>
  renamePasskey: Bound<typeof renamePasskey>
  deleteWebAuthnCredential: Bound<typeof deleteWebAuthnCredential>
  describeRecoveryCodes: Bound<typeof describeRecoveryCodes>
  makeRecoveryCodes: Bound<typeof makeRecoveryCodes>
  listOwnSessions: Bound<typeof listOwnSessions>
  endUserSession: Bound<typeof endUserSession>
  endOtherSessions: Bound<typeof endOtherSessions>
  listDevices: Bound<typeof listDevices>
  renameDevice: Bound<typeof renameDevice>
  forgetDevice: Bound<typeof forgetDevice>
  listAppsWithAccess: Bound<typeof listAppsWithAccess>
  revokeAppAccess: Bound<typeof revokeAppAccess>
  listUserEvents: Bound<typeof listUserEvents>
  listAgreements: Bound<typeof listAgreements>
  exportUserData: Bound<typeof exportUserData>
  askAccountDeletion: Bound<typeof askAccountDeletion>
}
