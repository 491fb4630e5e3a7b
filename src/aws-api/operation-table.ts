import type { Operation } from './operation.ts'
import { AddCustomAttributes } from './operations/add-custom-attributes.ts'
import { AddUserPoolClientSecret } from './operations/add-user-pool-client-secret.ts'
import { AdminAddUserToGroup } from './operations/admin-add-user-to-group.ts'
import { AdminConfirmSignUp } from './operations/admin-confirm-sign-up.ts'
import { AdminCreateUser } from './operations/admin-create-user.ts'
import { AdminDeleteSoftwareToken } from './operations/admin-delete-software-token.ts'
import { AdminDeleteUserAttributes } from './operations/admin-delete-user-attributes.ts'
import { AdminDeleteUser } from './operations/admin-delete-user.ts'
import { AdminDisableProviderForUser } from './operations/admin-disable-provider-for-user.ts'
import { AdminDisableUser } from './operations/admin-disable-user.ts'
import { AdminEnableUser } from './operations/admin-enable-user.ts'
import { AdminForgetDevice } from './operations/admin-forget-device.ts'
import { AdminGetDevice } from './operations/admin-get-device.ts'
import { AdminGetUserAuthFactors } from './operations/admin-get-user-auth-factors.ts'
import { AdminGetUser } from './operations/admin-get-user.ts'
import { AdminInitiateAuth } from './operations/admin-initiate-auth.ts'
import { AdminLinkProviderForUser } from './operations/admin-link-provider-for-user.ts'
import { AdminListDevices } from './operations/admin-list-devices.ts'
import { AdminListGroupsForUser } from './operations/admin-list-groups-for-user.ts'
import { AdminListUserSessions } from './operations/admin-list-user-sessions.ts'
import { AdminRemoveUserFromGroup } from './operations/admin-remove-user-from-group.ts'
import { AdminResetUserPassword } from './operations/admin-reset-user-password.ts'
import { AdminRespondToAuthChallenge } from './operations/admin-respond-to-auth-challenge.ts'
import { AdminRevokeUserSession } from './operations/admin-revoke-user-session.ts'
import { AdminSetUserMFAPreference } from './operations/admin-set-user-mfa-preference.ts'
import { AdminSetUserPassword } from './operations/admin-set-user-password.ts'
import { AdminSetUserSettings } from './operations/admin-set-user-settings.ts'
import { AdminUpdateDeviceStatus } from './operations/admin-update-device-status.ts'
import { AdminUpdateUserAttributes } from './operations/admin-update-user-attributes.ts'
import { AdminUserGlobalSignOut } from './operations/admin-user-global-sign-out.ts'
import { AssociateSoftwareToken } from './operations/associate-software-token.ts'
import { ChangePassword } from './operations/change-password.ts'
import { CompleteWebAuthnRegistration } from './operations/complete-web-authn-registration.ts'
import { ConfirmDevice } from './operations/confirm-device.ts'
import { ConfirmForgotPassword } from './operations/confirm-forgot-password.ts'
import { ConfirmSignUp } from './operations/confirm-sign-up.ts'
import { CreateGroup } from './operations/create-group.ts'
import { CreateManagedLoginBranding } from './operations/create-managed-login-branding.ts'
import { CreateResourceServer } from './operations/create-resource-server.ts'
import { CreateTerms } from './operations/create-terms.ts'
import { CreateUserImportJob } from './operations/create-user-import-job.ts'
import { CreateUserPoolClient } from './operations/create-user-pool-client.ts'
import { CreateUserPoolDomain } from './operations/create-user-pool-domain.ts'
import { CreateUserPool } from './operations/create-user-pool.ts'
import { DeleteGroup } from './operations/delete-group.ts'
import { DeleteManagedLoginBranding } from './operations/delete-managed-login-branding.ts'
import { DeleteResourceServer } from './operations/delete-resource-server.ts'
import { DeleteTerms } from './operations/delete-terms.ts'
import { DeleteUserAttributes } from './operations/delete-user-attributes.ts'
import { DeleteUserPoolClientSecret } from './operations/delete-user-pool-client-secret.ts'
import { DeleteUserPoolClient } from './operations/delete-user-pool-client.ts'
import { DeleteUserPoolDomain } from './operations/delete-user-pool-domain.ts'
import { DeleteUserPool } from './operations/delete-user-pool.ts'
import { DeleteUser } from './operations/delete-user.ts'
import { DeleteWebAuthnCredential } from './operations/delete-web-authn-credential.ts'
import { DescribeManagedLoginBrandingByClient } from './operations/describe-managed-login-branding-by-client.ts'
import { DescribeManagedLoginBranding } from './operations/describe-managed-login-branding.ts'
import { DescribeResourceServer } from './operations/describe-resource-server.ts'
import { DescribeTerms } from './operations/describe-terms.ts'
import { DescribeTermsByClient } from './operations/describe-terms-by-client.ts'
import { DescribeUserImportJob } from './operations/describe-user-import-job.ts'
import { DescribeUserPoolClient } from './operations/describe-user-pool-client.ts'
import { DescribeUserPoolDomain } from './operations/describe-user-pool-domain.ts'
import { DescribeUserPool } from './operations/describe-user-pool.ts'
import { ForgetDevice } from './operations/forget-device.ts'
import { ForgotPassword } from './operations/forgot-password.ts'
import { GetClientToken } from './operations/get-client-token.ts'
import { GetCSVHeader } from './operations/get-csv-header.ts'
import { GetDevice } from './operations/get-device.ts'
import { GetGroup } from './operations/get-group.ts'
import { GetSigningCertificate } from './operations/get-signing-certificate.ts'
import { GetTokensFromRefreshToken } from './operations/get-tokens-from-refresh-token.ts'
import { GetUICustomization } from './operations/get-ui-customization.ts'
import { GetUserAttributeVerificationCode } from './operations/get-user-attribute-verification-code.ts'
import { GetUserAuthFactors } from './operations/get-user-auth-factors.ts'
import { GetUserPoolClientSessionConfiguration } from './operations/get-user-pool-client-session-configuration.ts'
import { GetUserPoolMfaConfig } from './operations/get-user-pool-mfa-config.ts'
import { GetUser } from './operations/get-user.ts'
import { GetUserPoolSessionConfiguration } from './operations/get-user-pool-session-configuration.ts'
import { GlobalSignOut } from './operations/global-sign-out.ts'
import { InitiateAuth } from './operations/initiate-auth.ts'
import { ListDevices } from './operations/list-devices.ts'
import { ListGroups } from './operations/list-groups.ts'
import { ListResourceServers } from './operations/list-resource-servers.ts'
import { ListTagsForResource } from './operations/list-tags-for-resource.ts'
import { ListTerms } from './operations/list-terms.ts'
import { ListUserImportJobs } from './operations/list-user-import-jobs.ts'
import { ListUserPoolClientSecrets } from './operations/list-user-pool-client-secrets.ts'
import { ListUserPoolClients } from './operations/list-user-pool-clients.ts'
import { ListUserPools } from './operations/list-user-pools.ts'
import { ListUserSessions } from './operations/list-user-sessions.ts'
import { ListUsersInGroup } from './operations/list-users-in-group.ts'
import { ListUsers } from './operations/list-users.ts'
import { ListWebAuthnCredentials } from './operations/list-web-authn-credentials.ts'
import { ResendConfirmationCode } from './operations/resend-confirmation-code.ts'
import { RespondToAuthChallenge } from './operations/respond-to-auth-challenge.ts'
import { RevokeToken } from './operations/revoke-token.ts'
import { RevokeUserSession } from './operations/revoke-user-session.ts'
import { SetUICustomization } from './operations/set-ui-customization.ts'
import { SetUserMFAPreference } from './operations/set-user-mfa-preference.ts'
import { SetUserPoolClientSessionConfiguration } from './operations/set-user-pool-client-session-configuration.ts'
import { SetUserPoolMfaConfig } from './operations/set-user-pool-mfa-config.ts'
import { SetUserPoolSessionConfiguration } from './operations/set-user-pool-session-configuration.ts'
import { SetUserSettings } from './operations/set-user-settings.ts'
import { SignUp } from './operations/sign-up.ts'
import { StartUserImportJob } from './operations/start-user-import-job.ts'
import { StartWebAuthnRegistration } from './operations/start-web-authn-registration.ts'
import { StopUserImportJob } from './operations/stop-user-import-job.ts'
import { TagResource } from './operations/tag-resource.ts'
import { UntagResource } from './operations/untag-resource.ts'
import { UpdateDeviceStatus } from './operations/update-device-status.ts'
import { UpdateGroup } from './operations/update-group.ts'
import { UpdateManagedLoginBranding } from './operations/update-managed-login-branding.ts'
import { UpdateResourceServer } from './operations/update-resource-server.ts'
import { UpdateTerms } from './operations/update-terms.ts'
import { UpdateUserAttributes } from './operations/update-user-attributes.ts'
import { UpdateUserPoolClient } from './operations/update-user-pool-client.ts'
import { UpdateUserPoolDomain } from './operations/update-user-pool-domain.ts'
import { UpdateUserPool } from './operations/update-user-pool.ts'
import { VerifySoftwareToken } from './operations/verify-software-token.ts'
import { VerifyUserAttribute } from './operations/verify-user-attribute.ts'
import { IDENTITY_PROVIDERS } from './operations-to-come/identity-providers.ts'
import { LOG_DELIVERY } from './operations-to-come/log-delivery.ts'
import { PROVISIONED_LIMITS } from './operations-to-come/provisioned-limits.ts'
import { REPLICAS } from './operations-to-come/replicas.ts'
import { THREAT_PROTECTION } from './operations-to-come/threat-protection.ts'

const ALL: readonly Operation[] = [
  AddCustomAttributes,
  AddUserPoolClientSecret,
  AdminAddUserToGroup,
  AdminConfirmSignUp,
  AdminCreateUser,
  AdminDeleteSoftwareToken,
  AdminDeleteUser,
  AdminDeleteUserAttributes,
  AdminDisableProviderForUser,
  AdminDisableUser,
  AdminEnableUser,
  AdminForgetDevice,
  AdminGetDevice,
  AdminGetUser,
  AdminGetUserAuthFactors,
  AdminInitiateAuth,
  AdminLinkProviderForUser,
  AdminListDevices,
  AdminListGroupsForUser,
  AdminListUserSessions,
  AdminRemoveUserFromGroup,
  AdminResetUserPassword,
  AdminRespondToAuthChallenge,
  AdminRevokeUserSession,
  AdminSetUserMFAPreference,
  AdminSetUserPassword,
  AdminSetUserSettings,
  AdminUpdateDeviceStatus,
  AdminUpdateUserAttributes,
  AdminUserGlobalSignOut,
  AssociateSoftwareToken,
  ChangePassword,
  CompleteWebAuthnRegistration,
  ConfirmDevice,
  ConfirmForgotPassword,
  ConfirmSignUp,
  CreateGroup,
  CreateManagedLoginBranding,
  CreateResourceServer,
  CreateTerms,
  CreateUserImportJob,
  CreateUserPool,
  CreateUserPoolClient,
  CreateUserPoolDomain,
  DeleteGroup,
  DeleteManagedLoginBranding,
  DeleteResourceServer,
  DeleteTerms,
  DeleteUser,
  DeleteUserAttributes,
  DeleteUserPool,
  DeleteUserPoolClient,
  DeleteUserPoolClientSecret,
  DeleteUserPoolDomain,
  DeleteWebAuthnCredential,
  DescribeManagedLoginBranding,
  DescribeManagedLoginBrandingByClient,
  DescribeResourceServer,
  DescribeTerms,
  DescribeTermsByClient,
  DescribeUserImportJob,
  DescribeUserPool,
  DescribeUserPoolClient,
  DescribeUserPoolDomain,
  ForgetDevice,
  ForgotPassword,
  GetCSVHeader,
  GetClientToken,
  GetDevice,
  GetGroup,
  GetSigningCertificate,
  GetTokensFromRefreshToken,
  GetUser,
  GetUICustomization,
  GetUserAttributeVerificationCode,
  GetUserAuthFactors,
  GetUserPoolClientSessionConfiguration,
  GetUserPoolMfaConfig,
  GetUserPoolSessionConfiguration,
  GlobalSignOut,
  InitiateAuth,
  ListDevices,
  ListGroups,
  ListResourceServers,
  ListTagsForResource,
  ListTerms,
  ListUserImportJobs,
  ListUserPoolClientSecrets,
  ListUserPoolClients,
  ListUserPools,
  ListUserSessions,
  ListUsers,
  ListUsersInGroup,
  ListWebAuthnCredentials,
  ResendConfirmationCode,
  RespondToAuthChallenge,
  RevokeToken,
  RevokeUserSession,
  SetUICustomization,
  SetUserMFAPreference,
  SetUserPoolClientSessionConfiguration,
  SetUserPoolMfaConfig,
  SetUserPoolSessionConfiguration,
  SetUserSettings,
  SignUp,
  StartUserImportJob,
  StartWebAuthnRegistration,
  StopUserImportJob,
  TagResource,
  UntagResource,
  UpdateDeviceStatus,
  UpdateGroup,
  UpdateManagedLoginBranding,
  UpdateResourceServer,
  UpdateTerms,
  UpdateUserAttributes,
  UpdateUserPool,
  UpdateUserPoolClient,
  UpdateUserPoolDomain,
  VerifySoftwareToken,
  VerifyUserAttribute,
  ...IDENTITY_PROVIDERS,
  ...LOG_DELIVERY,
  ...PROVISIONED_LIMITS,
  ...REPLICAS,
  ...THREAT_PROTECTION,
]

/** Every operation by its name on the wire. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(ALL.map((operation) => [operation.name, operation]))
