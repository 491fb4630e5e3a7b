import { askServer, knowsPasskeys, passkeyPlace, type PasskeyPlace } from './passkey-form.ts'
import { type EncodedCreation, readCreation, writeCredential } from './passkey-json.ts'

/** Makes a passkey by the button. Forms that sign in tell the server whether this browser could. */
export const makePasskeys = (): void => {
  void tellWhetherPossible()
  const place = passkeyPlace('add')
  place?.button.addEventListener('click', () => void make(place))
}

const make = async (place: PasskeyPlace): Promise<void> => {
  place.say(null)
  const begun = await askServer<{ options: EncodedCreation }>(place, 'passkey-creation')
  if (begun === null) return place.say('failed')
  try {
    const made = (await navigator.credentials.create({ publicKey: readCreation(begun.options) })) as PublicKeyCredential | null
    if (made !== null) return place.send({ credential: writeCredential(made) })
    place.say('failed')
  } catch (error) {
    // WebAuthn §5.1.3: what the device says when it has a passkey of this person already.
    place.say((error as Error).name === 'InvalidStateError' ? 'exists' : 'failed')
  }
}

const tellWhetherPossible = async (): Promise<void> => {
  const inputs = document.querySelectorAll<HTMLInputElement>('input[type="hidden"][name="passkeys"]')
  if (inputs.length === 0 || !knowsPasskeys()) return
  const possible = await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false)
  for (const input of inputs) input.disabled = !possible
}
