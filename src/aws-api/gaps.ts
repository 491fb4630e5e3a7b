/** What several operations lack alike, for the compatibility table. */
export const POOL_GAP =
  'Kept and shown, but without effect: EmailConfiguration and SmsConfiguration (messages go through the mail server and SMS webhook of this server), KeyConfiguration, IssuerConfiguration, DcrConfiguration and UserPoolAddOns; of the tiers only LITE withholds anything (first factors besides the password, management of sessions, levels of authentication).'

export const CLIENT_GAP =
  'SupportedIdentityProviders can be COGNITO only; AnalyticsConfiguration and EnablePropagateAdditionalUserContextData are kept and shown, but without effect.'

export const DOMAIN_GAP =
  'Routing is refused, as there are no replicas to fail over to; ManagedLoginVersion is kept and shown, but the pages have one look; the certificate of a custom domain is kept and shown, and installed wherever TLS ends.'
