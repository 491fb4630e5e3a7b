/** Where a request came from on the map, as far as a proxy knows. `country` is a code of ISO 3166-1 alpha-2. */
export type Place = { city: string | null; country: string | null }

/** The members of an event's details that say where it was. */
export const placeDetails = (place: Place | null | undefined): Readonly<Record<string, string>> => ({
  ...(place?.city == null ? {} : { city: place.city }),
  ...(place?.country == null ? {} : { country: place.country }),
})

/** The place that an event's details tell of; null when they tell of none. */
export const placeOfDetails = ({ city, country }: Readonly<Record<string, string>>): Place | null =>
  city === undefined && country === undefined ? null : { city: city ?? null, country: country ?? null }
