import { isNotice, type TemplateName } from './message-template.ts'

/** `{####}` stands for the code, `{##words##}` for the link under these words (Cognito: message templates), and `{name}` for a value. */
export type PlaceKind = 'code' | 'link' | 'username' | 'pool' | 'to' | 'name' | 'factor' | 'day'

/** Which places the words of a message must have in each part, and which they may have besides. */
export type KnownPlaces = { readonly must: readonly PlaceKind[]; readonly may: readonly PlaceKind[] }

/** Values that messages are about, besides the pool and the person. */
const OWN_VALUES: Readonly<Partial<Record<TemplateName, readonly PlaceKind[]>>> = {
  emailChanged: ['to'], phoneChanged: ['to'], factorOn: ['factor'], factorOff: ['factor'], passkeyAdded: ['name'], passkeyRemoved: ['name'], deviceRemembered: ['name'], accountDeletion: ['day'],
}

const MUST: Readonly<Partial<Record<TemplateName, readonly PlaceKind[]>>> = {
  signUp: ['code'], forgotPassword: ['code'], verifyAttribute: ['code'], authentication: ['code'], invitation: ['code', 'username'], invitationWithoutPassword: ['username'], byLink: ['link'],
}

/** What the body of a message, or its SMS, has to hold. Notices bring their facts and their link themselves. */
export const placesOf = (name: TemplateName): KnownPlaces => ({ must: MUST[name] ?? [], may: ['pool', ...(isNotice(name) ? [] : ['username'] as const), ...(OWN_VALUES[name] ?? [])] })

/** A subject shows on locked screens: no code stands there. */
export const placesOfSubject = (name: TemplateName): KnownPlaces => ({ must: [], may: [...placesOf(name).may, ...placesOf(name).must.filter((place) => place === 'username')] })

const PLACE = /\{####\}|\{##([^{}]+)##\}|\{([a-z]+)\}/g

/** One place of a template as it stands there. */
export type Place = { readonly kind: 'code' } | { readonly kind: 'link'; readonly words: string } | { readonly kind: 'value'; readonly name: string }

/** A template with each place replaced by what `write` makes of it. */
export const replacePlaces = (template: string, write: (place: Place) => string): string =>
  template.replace(PLACE, (place: string, words: string | undefined, name: string | undefined) => {
    if (place === '{####}') return write({ kind: 'code' })
    return write(words === undefined ? { kind: 'value', name: name ?? '' } : { kind: 'link', words })
  })

/** What is wrong with the places of a template. Braces stand for places alone. */
export const checkPlaces = (template: string, { must, may }: KnownPlaces): string[] => {
  const found = new Set<string>()
  const rest = replacePlaces(template, (place) => {
    found.add(place.kind === 'value' ? place.name : place.kind)
    return ''
  })
  const known = new Set<string>([...must, ...may])
  return [
    ...(/[{}]/.test(rest) ? ['has a brace that belongs to no place'] : []),
    ...[...found].filter((name) => !known.has(name)).map((name) => `has ${written(name)}, which this message does not know`),
    ...must.filter((name) => !found.has(name)).map((name) => `lacks ${written(name)}`),
  ]
}

const written = (name: string): string => (name === 'code' ? '{####}' : name === 'link' ? '{##words of the link##}' : `{${name}}`)
