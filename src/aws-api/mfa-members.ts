import { z } from 'zod'

const factor = z.object({ Enabled: z.boolean().exactOptional(), PreferredMfa: z.boolean().exactOptional() }).exactOptional()

/** What SetUserMFAPreference and its operators' sibling say of each factor. */
export const mfaPreferenceMembers = {
  SMSMfaSettings: factor,
  SoftwareTokenMfaSettings: factor,
  EmailMfaSettings: factor,
  WebAuthnMfaSettings: z.object({ Enabled: z.boolean().exactOptional() }).exactOptional(),
}
