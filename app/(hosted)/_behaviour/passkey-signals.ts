import { knowsPasskeys } from './passkey-form.ts'

type Signals = {
  signalUnknownCredential?(unknown: object): Promise<void>
  signalAllAcceptedCredentials?(accepted: object): Promise<void>
  signalCurrentUserDetails?(details: object): Promise<void>
}

/** Tells the password manager which passkeys are good, and what their user is called now (WebAuthn §5.1.10), where it listens. */
export const signalPasskeys = (): void => {
  if (!knowsPasskeys()) return
  const listener = PublicKeyCredential as unknown as Signals
  const quietly = (signal: Promise<void> | undefined): void => void signal?.catch(() => undefined) // a manager that refuses keeps what it has
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-passkey-signals]')) {
    const { rpId, userId, allAcceptedCredentialIds, name, displayName } = JSON.parse(dataset['passkeySignals'] ?? '') as Record<string, unknown>
    quietly(listener.signalAllAcceptedCredentials?.({ rpId, userId, allAcceptedCredentialIds }))
    quietly(listener.signalCurrentUserDetails?.({ rpId, userId, name, displayName }))
  }
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-unknown-passkey]')) {
    quietly(listener.signalUnknownCredential?.(JSON.parse(dataset['unknownPasskey'] ?? '') as object))
  }
}
