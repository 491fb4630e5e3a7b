import type { TryPlaces } from '#src/domain/attempts/try-places.ts'

/**
 * SQL for the name of the place where a user is known and a try comes from, with a space before it; null where it is none. `user` is an
 * SQL expression of the user's id; the five parameters of `knownPlaceValues` begin at `first`.
 */
export const knownPlace = (user: string, first: number): string => {
  const [ids, names, deviceKey, network, since] = [0, 1, 2, 3, 4].map((index) => `$${first + index}`)
  return `coalesce(
    (SELECT ' browser ' || b.name FROM unnest(${ids}::uuid[], ${names}::text[]) AS b(user_id, name) WHERE b.user_id = ${user} LIMIT 1),
    (SELECT ' device ' || d.key FROM devices d WHERE d.user_id = ${user} AND d.key = ${deviceKey}::text),
    (SELECT ' network ' || k.network FROM known_networks k WHERE k.user_id = ${user} AND k.network = ${network}::text AND k.last_used_at > ${since}::timestamptz))`
}

/** Its parameters. */
export const knownPlaceValues = (places: TryPlaces | null): unknown[] => [
  places?.browsers.map(({ userId }) => userId) ?? [], places?.browsers.map(({ place }) => place) ?? [], places?.deviceKey ?? null, places?.network ?? null, places?.networkSince ?? null,
]
