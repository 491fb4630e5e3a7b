import type { CDPSession, Page } from '@playwright/test'

export type VirtualAuthenticator = {
  /** Ids of the passkeys it holds, base64url. */
  credentialIds(): Promise<string[]>
  /** Whom they are for. */
  relyingParties(): Promise<(string | undefined)[]>
  /** Whether the person answers by finger, face or screen lock. */
  verifyUser(verified: boolean): Promise<void>
  /** Whether somebody is there to answer at all. */
  answer(present: boolean): Promise<void>
  session: CDPSession
}

const base64url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** Gives the page's browser a built-in authenticator that keeps passkeys (Chrome DevTools Protocol: WebAuthn). */
export const addVirtualAuthenticator = async (page: Page): Promise<VirtualAuthenticator> => {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return {
    session,
    credentialIds: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.map(({ credentialId }) => base64url(credentialId)),
    relyingParties: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.map(({ rpId }) => rpId),
    verifyUser: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }).then(() => undefined),
    answer: (enabled) => session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }).then(() => undefined),
  }
}
