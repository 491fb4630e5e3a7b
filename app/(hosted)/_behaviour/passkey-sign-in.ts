import { askServer, passkeyPlace, type PasskeyPlace } from './passkey-form.ts'
import { type EncodedRequest, readRequest, writeCredential } from './passkey-json.ts'

type Begun = { readonly session: string; readonly options: EncodedRequest; readonly milliseconds: number }

/** The request that the browser holds open for its autofill; a page can have one at a time. */
let open: AbortController | undefined
let renewal: ReturnType<typeof setTimeout> | undefined
/** Whose turn it is: whoever waited for the server while another began has nothing to ask any more. */
let turn = 0

/** Ends what is open, and begins a turn. */
const begin = (): number => {
  clearTimeout(renewal)
  open?.abort()
  open = undefined
  return ++turn
}

/** Sign-in by a passkey that says itself whose it is: from the list of the browser's autofill, and by the button. */
export const signInByPasskey = (): void => {
  const place = passkeyPlace('sign-in')
  if (place === undefined) return
  place.button.addEventListener('click', () => void byButton(place))
  void byAutofill(place)
  // A page that comes back from the browser's cache has lost its open request.
  addEventListener('pageshow', (event) => { if (event.persisted) void byAutofill(place) })
}

const byButton = async (place: PasskeyPlace): Promise<void> => {
  begin()
  place.say(null)
  const begun = await askServer<Begun>(place, 'passkey-options')
  const credential = begun === null ? null : await get(readRequest(begun.options))
  if (begun !== null && credential !== null) return send(place, begun, credential)
  place.say('failed')
  await byAutofill(place)
}

const byAutofill = async (place: PasskeyPlace): Promise<void> => {
  const mine = begin()
  if ((await PublicKeyCredential.isConditionalMediationAvailable?.()) !== true) return
  const begun = await askServer<Begun>(place, 'passkey-options')
  if (begun === null || mine !== turn) return
  const { signal } = (open = new AbortController())
  // The server forgets a challenge after a while; a page may stay open for longer.
  renewal = setTimeout(() => void byAutofill(place), begun.milliseconds * 0.9)
  const credential = await get(readRequest(begun.options), { mediation: 'conditional', signal })
  if (credential !== null && !signal.aborted) send(place, begun, credential)
}

const send = (place: PasskeyPlace, { session }: Begun, credential: PublicKeyCredential): void => {
  clearTimeout(renewal)
  const keep = document.querySelector<HTMLInputElement>('input[type="checkbox"][name="keep"]')
  const kept = place.form.elements.namedItem('keep')
  if (kept instanceof HTMLInputElement) kept.disabled = keep?.checked !== true
  place.send({ session, credential: writeCredential(credential) })
}

/** Null when the person, or this script, thought better of it. */
export const get = async (publicKey: PublicKeyCredentialRequestOptions, more: Omit<CredentialRequestOptions, 'publicKey'> = {}): Promise<PublicKeyCredential | null> => {
  try {
    return (await navigator.credentials.get({ publicKey, ...more })) as PublicKeyCredential | null
  } catch {
    return null // NotAllowedError, AbortError: browsers do not say why
  }
}
