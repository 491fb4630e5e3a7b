/** Networks that users have signed in from lately, as keyed hashes. */
export type KnownNetworkStore = {
  /** Notes a sign-in from there. Written at most once an hour, so that those who sign in all day cost nothing. */
  noteNetwork(userId: string, network: string, at: Date): Promise<void>
}
