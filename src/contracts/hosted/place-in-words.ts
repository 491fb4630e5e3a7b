/** City and country (ISO 3166-1 alpha-2) of a sign-in, as far as they are known. */
export type ShownPlace = { readonly city: string | null; readonly country: string | null }

/** A place in the page's language (BCP 47); a city stays as it was told. */
export const placeInWords = ({ city, country }: ShownPlace, locale: string): string =>
  new Intl.ListFormat([locale], { type: 'unit', style: 'short' })
    .format([city, country === null ? null : new Intl.DisplayNames([locale], { type: 'region' }).of(country)].filter((name) => name != null))
