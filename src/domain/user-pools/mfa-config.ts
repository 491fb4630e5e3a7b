import { z } from 'zod'
import { mfaMembers, type UserPoolSettings } from './user-pool-settings.ts'

/** What SetUserPoolMfaConfig may set; nothing is filled in, as what is left out matters. */
export const mfaConfigSchema = z.object({
  MfaConfiguration: mfaMembers.MfaConfiguration.unwrap().exactOptional(),
  SmsMfaConfiguration: mfaMembers.SmsMfaConfiguration,
  SoftwareTokenMfaConfiguration: mfaMembers.SoftwareTokenMfaConfiguration,
  EmailMfaConfiguration: mfaMembers.EmailMfaConfiguration,
  WebAuthnConfiguration: mfaMembers.WebAuthnConfiguration,
})

/** SetUserPoolMfaConfig and the answer of both operations. */
export type MfaConfig = z.output<typeof mfaConfigSchema>

/** The members of the settings that concern second factors. */
export const mfaConfigOf = (settings: UserPoolSettings): MfaConfig => ({
  MfaConfiguration: settings.MfaConfiguration,
  ...(settings.SoftwareTokenMfaConfiguration === undefined ? {} : { SoftwareTokenMfaConfiguration: settings.SoftwareTokenMfaConfiguration }),
  ...(settings.SmsMfaConfiguration === undefined ? {} : { SmsMfaConfiguration: settings.SmsMfaConfiguration }),
  ...(settings.EmailMfaConfiguration === undefined ? {} : { EmailMfaConfiguration: settings.EmailMfaConfiguration }),
  ...(settings.WebAuthnConfiguration === undefined ? {} : { WebAuthnConfiguration: settings.WebAuthnConfiguration }),
})
