/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [member: string]: Json }

export const isJsonObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path of members; undefined where a member is missing or no object. */
export const jsonAt = (json: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((value, member) => (isJsonObject(value) && Object.hasOwn(value, member) ? value[member] : undefined), json)

/** `change` over `base`: objects member by member, anything else as a whole. Neither is changed. */
export const mergeJson = (base: JsonObject, change: JsonObject): JsonObject => {
  const merged: Record<string, Json> = { ...base }
  for (const [member, value] of Object.entries(change)) {
    const before = Object.hasOwn(merged, member) ? merged[member] : undefined
    merged[member] = isJsonObject(before) && isJsonObject(value) ? mergeJson(before, value) : value
  }
  return merged
}
