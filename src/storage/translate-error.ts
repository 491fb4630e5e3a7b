import { DomainError } from '#src/domain/domain-error.ts'
import { type DatabaseError, toDatabaseError } from './engine/database-error.ts'

type Refusal = readonly [code: DomainError['code'], message: string]

/** What a violated constraint means to the domain. Texts are Cognito's where it has them. */
const refusals: Readonly<Record<string, Refusal>> = {
  user_pools_pkey: ['ConcurrentModification', 'A user pool with this id already exists.'],
  user_pool_domains_pkey: ['InvalidParameter', 'Domain already associated with another user pool.'],
  user_pool_domains_pool_id_kind_key: ['InvalidParameter', 'The user pool already has a domain of this kind.'],
  app_clients_pkey: ['InvalidParameter', 'An app client with this id already exists.'],
  access_keys_pkey: ['InvalidParameter', 'An access key with this id already exists.'],
  groups_pkey: ['GroupExists', 'A group with the name already exists.'],
  resource_servers_pkey: ['InvalidParameter', 'A resource server with this identifier already exists.'],
  users_pkey: ['UsernameExists', 'User already exists'],
  user_names_pkey: ['AliasExists', 'An account with this name already exists.'],
  user_names_user_id_kind_key: ['ConcurrentModification', 'The names of the user were changed at the same time.'],
  signing_keys_pkey: ['ConcurrentModification', 'A signing key with this id already exists.'],
  app_client_secrets_client_id_fkey: ['ResourceNotFound', 'User pool client does not exist.'],
  group_memberships_pool_id_group_name_fkey: ['ResourceNotFound', 'Group not found.'],
  web_authn_credentials_pkey: ['InvalidParameter', 'This passkey is already registered.'],
  terms_client_id_name_key: ['TermsExists', 'The app client already has a document of this kind.'],
  managed_login_brandings_client_id_fkey: ['ResourceNotFound', 'User pool client does not exist.'],
  terms_client_id_fkey: ['ResourceNotFound', 'User pool client does not exist.'],
  ui_customizations_client_id_fkey: ['ResourceNotFound', 'User pool client does not exist.'],
  refresh_tokens_origin_jti_fkey: ['NotAuthorized', 'Refresh Token has been revoked'],
}

/** The domain's word for what the database refused, or the DatabaseError itself (`code: 'DatabaseUnavailable'`, ...). */
export function translateError(error: unknown): Error {
  if (error instanceof Error && error.name === 'DomainError') return error
  const failure = toDatabaseError(error)
  const refusal = refusalOf(failure)
  if (refusal !== undefined) return new DomainError(refusal[0], refusal[1], { cause: failure })
  if (failure.code === 'TransactionConflict') return new DomainError('ConcurrentModification', 'The record was changed at the same time.', { cause: failure })
  return failure
}

/** Runs `work` and translates what it throws. */
export async function translated<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translateError(error)
  }
}

function refusalOf({ constraint }: DatabaseError): Refusal | undefined {
  if (constraint === undefined) return undefined
  if (refusals[constraint] !== undefined) return refusals[constraint]
  if (constraint.endsWith('_pool_id_fkey')) return ['ResourceNotFound', 'User pool does not exist.']
  if (constraint.endsWith('_user_id_fkey')) return ['UserNotFound', 'User does not exist.']
  return undefined
}
