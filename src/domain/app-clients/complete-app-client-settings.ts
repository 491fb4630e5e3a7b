import { days, hours, minutes } from '#src/contracts/duration.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { tokenLifetimes } from '#src/domain/tokens/token-lifetimes.ts'
import { findAttribute, requiredAttributes } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type AppClientSettings, type AppClientSettingsInput, appClientSettingsSchema } from './app-client-settings.ts'
import { redirectUrlProblem } from './redirect-url.ts'

type Context = { readonly pool: Pick<UserPool, 'id' | 'settings'>; readonly hasSecret: boolean }

/**
 * Complete, consistent settings from what a caller gave: defaults filled in, contradictions refused (InvalidParameter,
 * InvalidOAuthFlow). Scopes are checked apart, as they need the resource servers (Cognito: CreateUserPoolClient).
 */
export const completeAppClientSettings = (given: AppClientSettingsInput, context: Context): AppClientSettings => {
  const settings = fillIn(parseRequest(appClientSettingsSchema, given), given)
  checkAuthFlows(settings)
  checkLifetimes(settings)
  checkAttributes(settings, context)
  checkProviders(settings, context)
  checkUrls(settings)
  checkOAuthFlows(settings, context)
  if (settings.EnablePropagateAdditionalUserContextData && !context.hasSecret) {
    throw invalid('EnablePropagateAdditionalUserContextData can only be set for a client with a secret.', 'EnablePropagateAdditionalUserContextData')
  }
  return settings
}

const fillIn = (settings: AppClientSettings, given: AppClientSettingsInput): AppClientSettings => {
  const unit = settings.TokenValidityUnits.RefreshToken ?? 'days'
  const perDay = { seconds: 86_400, minutes: 1440, hours: 24, days: 1 }[unit]
  const rotates = settings.RefreshTokenRotation?.Feature === 'ENABLED'
  return {
    ...settings,
    RefreshTokenValidity: settings.RefreshTokenValidity || 30 * perDay,
    // The default must not contradict the rotation that was asked for.
    ExplicitAuthFlows: rotates && given.ExplicitAuthFlows == null
      ? settings.ExplicitAuthFlows.filter((flow) => flow !== 'ALLOW_REFRESH_TOKEN_AUTH')
      : settings.ExplicitAuthFlows,
  }
}

const checkAuthFlows = ({ ExplicitAuthFlows, RefreshTokenRotation }: AppClientSettings): void => {
  const modern = ExplicitAuthFlows.filter((flow) => flow.startsWith('ALLOW_')).length
  if (modern > 0 && modern < ExplicitAuthFlows.length) {
    throw invalid('ExplicitAuthFlows cannot mix values with the ALLOW_ prefix and values without it.', 'ExplicitAuthFlows')
  }
  if (RefreshTokenRotation?.Feature === 'ENABLED' && ExplicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
    throw invalid('ALLOW_REFRESH_TOKEN_AUTH cannot be used while refresh token rotation is enabled.', 'ExplicitAuthFlows')
  }
}

const checkLifetimes = (settings: AppClientSettings): void => {
  const { access, id, refresh } = tokenLifetimes({ settings })
  const isShort = (lifetime: number) => lifetime >= minutes(5) && lifetime <= days(1) && lifetime <= refresh
  if (!isShort(access) || !isShort(id) || refresh < hours(1) || refresh > days(3650)) {
    throw invalid('Invalid range for token validity.', 'TokenValidityUnits')
  }
}

const checkAttributes = (settings: AppClientSettings, { pool }: Context): void => {
  const isKnown = (name: string) => findAttribute(pool, name) !== undefined
  if (!settings.ReadAttributes.every(isKnown)) throw invalid('Invalid read attributes specified while creating a client', 'ReadAttributes')
  const written = settings.WriteAttributes
  if (written.length === 0) return
  const isWritable = (name: string) => isKnown(name) && !name.startsWith('dev:') && !['sub', 'email_verified', 'phone_number_verified'].includes(name)
  if (!written.every(isWritable) || !requiredAttributes(pool).every((name) => written.includes(name))) {
    throw invalid('Invalid write attributes specified while creating a client', 'WriteAttributes')
  }
}

const checkProviders = ({ SupportedIdentityProviders }: AppClientSettings, { pool }: Context): void => {
  const unknown = SupportedIdentityProviders.find((name) => name !== 'COGNITO')
  if (unknown !== undefined) throw invalid(`The provider ${unknown} does not exist for User Pool ${pool.id}.`, 'SupportedIdentityProviders')
}

const checkUrls = ({ CallbackURLs, LogoutURLs, DefaultRedirectURI }: AppClientSettings): void => {
  for (const [field, urls] of Object.entries({ CallbackURLs, LogoutURLs })) {
    const problem = urls.map(redirectUrlProblem).find((found) => found !== null)
    if (problem !== undefined) throw invalid(problem, field)
  }
  if (DefaultRedirectURI !== undefined && !CallbackURLs.includes(DefaultRedirectURI)) {
    throw invalid('DefaultRedirectURI must be one of the CallbackURLs.', 'DefaultRedirectURI')
  }
}

const checkOAuthFlows = (settings: AppClientSettings, { hasSecret }: Context): void => {
  const { AllowedOAuthFlows: flows, AllowedOAuthScopes: scopes, AllowedOAuthFlowsUserPoolClient: enabled, CallbackURLs } = settings
  if (flows.includes('client_credentials')) {
    if (new Set(flows).size > 1) {
      throw new DomainError('InvalidOAuthFlow', 'client_credentials flow can not be selected along with code flow or implicit flow.', { field: 'AllowedOAuthFlows' })
    }
    if (!hasSecret) throw new DomainError('InvalidOAuthFlow', 'client_credentials flow can not be selected if client does not have a client secret.', { field: 'AllowedOAuthFlows' })
  }
  if (enabled && (flows.length === 0 || scopes.length === 0)) {
    throw invalid('AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.', 'AllowedOAuthFlows')
  }
  if (enabled && !flows.includes('client_credentials') && CallbackURLs.length === 0) {
    throw invalid('CallbackURLs are required if the code or implicit flow is allowed.', 'CallbackURLs')
  }
}

const invalid = (message: string, field: string): DomainError => new DomainError('InvalidParameter', message, { field })
