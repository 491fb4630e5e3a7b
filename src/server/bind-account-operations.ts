import { askAccountDeletion } from '#src/domain/account/ask-account-deletion.ts'
import { exportUserData } from '#src/domain/account/export-user-data.ts'
import { listUserEvents } from '#src/domain/activity/list-user-events.ts'
import { getUserAttributeVerificationCode } from '#src/domain/attributes/get-user-attribute-verification-code.ts'
import { ownAttributes } from '#src/domain/attributes/own-attributes.ts'
import { updateUserAttributes } from '#src/domain/attributes/update-user-attributes.ts'
import { verifyUserAttribute } from '#src/domain/attributes/verify-user-attribute.ts'
import { forgetDevice } from '#src/domain/devices/forget-device.ts'
import { listDevices } from '#src/domain/devices/list-devices.ts'
import { renameDevice } from '#src/domain/devices/rename-device.ts'
import { associateSoftwareToken } from '#src/domain/mfa/associate-software-token.ts'
import { changeOwnFactor } from '#src/domain/mfa/change-own-factor.ts'
import { takeAuthenticator } from '#src/domain/mfa/take-authenticator.ts'
import { describePasskeys } from '#src/domain/passkeys/describe-passkeys.ts'
import { deleteWebAuthnCredential } from '#src/domain/passkeys/delete-web-authn-credential.ts'
import { renamePasskey } from '#src/domain/passkeys/rename-passkey.ts'
import { describeRecoveryCodes } from '#src/domain/recovery-codes/describe-recovery-codes.ts'
import { makeRecoveryCodes } from '#src/domain/recovery-codes/make-recovery-codes.ts'
import { endOtherSessions } from '#src/domain/sessions/end-other-sessions.ts'
import { listAppsWithAccess } from '#src/domain/sessions/list-apps-with-access.ts'
import { listOwnSessions } from '#src/domain/sessions/list-own-sessions.ts'
import { revokeAppAccess } from '#src/domain/sessions/revoke-app-access.ts'
import { endUserSession } from '#src/domain/sessions/revoke-user-session.ts'
import { listAgreements } from '#src/domain/terms/list-agreements.ts'
import { changePassword } from '#src/domain/users/change-password.ts'
import type { AccountOperations } from '#src/hosted/account/account-operations.ts'
import type { Domain } from './create-domain.ts'

/** The operations behind the account portal, with their dependencies given. */
export const bindAccountOperations = (domain: Domain): AccountOperations => ({
  findSoftwareToken: (userId) => domain.softwareTokens.findSoftwareToken(userId),
  ownAttributes: (input) => ownAttributes(domain, input),
  updateUserAttributes: (input) => updateUserAttributes(domain, input),
  getUserAttributeVerificationCode: (input) => getUserAttributeVerificationCode(domain, input),
  verifyUserAttribute: (input) => verifyUserAttribute(domain, input),
  changePassword: (input) => changePassword(domain, input),
  associateSoftwareToken: (input) => associateSoftwareToken(domain, input),
  takeAuthenticator: (input) => takeAuthenticator(domain, input),
  changeOwnFactor: (input) => changeOwnFactor(domain, input),
  describePasskeys: (input) => describePasskeys(domain, input),
  renamePasskey: (input) => renamePasskey(domain, input),
  deleteWebAuthnCredential: (input) => deleteWebAuthnCredential(domain, input),
  describeRecoveryCodes: (input) => describeRecoveryCodes(domain, input),
  makeRecoveryCodes: (input) => makeRecoveryCodes(domain, input),
  listOwnSessions: (input) => listOwnSessions(domain, input),
  endUserSession: (input) => endUserSession(domain, input),
  endOtherSessions: (input) => endOtherSessions(domain, input),
  listDevices: (input) => listDevices(domain, input),
  renameDevice: (input) => renameDevice(domain, input),
  forgetDevice: (input) => forgetDevice(domain, input),
  listAppsWithAccess: (input) => listAppsWithAccess(domain, input),
  revokeAppAccess: (input) => revokeAppAccess(domain, input),
  listUserEvents: (input) => listUserEvents(domain, input),
  listAgreements: (input) => listAgreements(domain, input),
  exportUserData: (input) => exportUserData(domain, input),
  askAccountDeletion: (input) => askAccountDeletion(domain, input),
})
