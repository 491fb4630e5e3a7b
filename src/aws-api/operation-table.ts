import type { Operation } from './operation.ts'
import { AdminConfirmSignUp } from './operations/admin-confirm-sign-up.ts'
import { AdminCreateUser } from './operations/admin-create-user.ts'
import { AdminDeleteUser } from './operations/admin-delete-user.ts'
import { AdminDeleteUserAttributes } from './operations/admin-delete-user-attributes.ts'
import { AdminDisableProviderForUser } from './operations/admin-disable-provider-for-user.ts'
import { AdminDisableUser } from './operations/admin-disable-user.ts'
import { AdminEnableUser } from './operations/admin-enable-user.ts'
import { AdminGetUser } from './operations/admin-get-user.ts'
import { AdminLinkProviderForUser } from './operations/admin-link-provider-for-user.ts'
import { AdminResetUserPassword } from './operations/admin-reset-user-password.ts'
import { AdminSetUserPassword } from './operations/admin-set-user-password.ts'
import { AdminSetUserSettings } from './operations/admin-set-user-settings.ts'
import { AdminUpdateUserAttributes } from './operations/admin-update-user-attributes.ts'
import { AdminUserGlobalSignOut } from './operations/admin-user-global-sign-out.ts'
import { ChangePassword } from './operations/change-password.ts'
import { ConfirmForgotPassword } from './operations/confirm-forgot-password.ts'
import { ConfirmSignUp } from './operations/confirm-sign-up.ts'
import { CreateGroup } from './operations/create-group.ts'
import { DeleteUser } from './operations/delete-user.ts'
import { DeleteUserAttributes } from './operations/delete-user-attributes.ts'
import { ForgotPassword } from './operations/forgot-password.ts'
import { GetUser } from './operations/get-user.ts'
import { GetUserAttributeVerificationCode } from './operations/get-user-attribute-verification-code.ts'
import { GlobalSignOut } from './operations/global-sign-out.ts'
import { InitiateAuth } from './operations/initiate-auth.ts'
import { ListGroups } from './operations/list-groups.ts'
import { ListUsers } from './operations/list-users.ts'
import { ResendConfirmationCode } from './operations/resend-confirmation-code.ts'
import { SetUserSettings } from './operations/set-user-settings.ts'
import { SignUp } from './operations/sign-up.ts'
import { UpdateUserAttributes } from './operations/update-user-attributes.ts'
import { VerifyUserAttribute } from './operations/verify-user-attribute.ts'

const ALL: readonly Operation[] = [
  AdminConfirmSignUp,
  AdminCreateUser,
  AdminDeleteUser,
  AdminDeleteUserAttributes,
  AdminDisableProviderForUser,
  AdminDisableUser,
  AdminEnableUser,
  AdminGetUser,
  AdminLinkProviderForUser,
  AdminResetUserPassword,
  AdminSetUserPassword,
  AdminSetUserSettings,
  AdminUpdateUserAttributes,
  AdminUserGlobalSignOut,
  ChangePassword,
  ConfirmForgotPassword,
  ConfirmSignUp,
  CreateGroup,
  DeleteUser,
  DeleteUserAttributes,
  ForgotPassword,
  GetUser,
  GetUserAttributeVerificationCode,
  GlobalSignOut,
  InitiateAuth,
  ListGroups,
  ListUsers,
  ResendConfirmationCode,
  SetUserSettings,
  SignUp,
  UpdateUserAttributes,
  VerifyUserAttribute,
]

/** Every operation by its name on the wire. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(ALL.map((operation) => [operation.name, operation]))
