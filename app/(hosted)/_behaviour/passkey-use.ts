import { passkeyPlace } from './passkey-form.ts'
import { type EncodedRequest, readRequest, writeCredential } from './passkey-json.ts'
import { get } from './passkey-sign-in.ts'

/** The passkey of somebody who has said who they are: asked for as soon as the page is there, and again by the button. */
export const askForNamedPasskey = (): void => {
  const place = passkeyPlace('use')
  if (place === undefined) return
  const options = JSON.parse(place.box.dataset['options'] ?? '') as EncodedRequest
  const ask = async (): Promise<void> => {
    place.say(null)
    const credential = await get(readRequest(options))
    if (credential === null) place.say('failed')
    else place.send({ credential: writeCredential(credential) })
  }
  place.button.addEventListener('click', () => void ask())
  if (document.querySelector('#summary') === null) void ask()
}
