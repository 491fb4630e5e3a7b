/** What several operations lack alike, for the compatibility table. */
export const POOL_GAP =
  'Kept and shown, but without effect: EmailConfiguration and SmsConfiguration (messages go through the mail server and SMS webhook of this server; EmailSendingAccount says whether CustomMessage may word mails), KeyConfiguration, IssuerConfiguration, DcrConfiguration and UserPoolAddOns (but for who tells of sign-ins in new places); of the tiers only LITE withholds anything (first factors besides the password, management of sessions, levels of authentication).'

export const CLIENT_GAP =
  'SupportedIdentityProviders can be COGNITO only; AnalyticsConfiguration and EnablePropagateAdditionalUserContextData are kept and shown, but without effect.'

export const DOMAIN_GAP =
  'Routing is refused, as there are no replicas to fail over to. A custom domain is CREATING until its owner points it to CloudFrontDomain or names the pool in DNS; CertificateArn and SecurityPolicy are kept and shown, the certificate is brought to wherever TLS ends.'
