/** The values of a form that its inputs keep after a refusal; a name that ends with a dot stands for all that begin with it. */
export const keptValues = (fields: URLSearchParams, keep: readonly string[]): Record<string, string> =>
  Object.fromEntries([...fields].filter(([name]) => keep.some((kept) => (kept.endsWith('.') ? name.startsWith(kept) : name === kept))).map(([name, value]) => [name, value.slice(0, 2048)]))
