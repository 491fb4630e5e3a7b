/** What a person may be offered after a sign-in, and may put off. */
export type OfferKind = 'second-factor' | 'passkey'

/** Offers that users have put off, each until some moment. */
export type DeclinedOfferStore = {
  /** Replaces an earlier moment. UserNotFound when the user is gone. */
  declineOffer(userId: string, kind: OfferKind, until: Date): Promise<void>
  isOfferDeclined(userId: string, kind: OfferKind, now: Date): Promise<boolean>
}
