/** The shape without those of these lists that are empty: infrastructure tools take an empty list for one that was set. */
export const withoutEmptyLists = <T extends object, M extends keyof T>(shape: T, members: readonly M[]): Omit<T, M> & Partial<Pick<T, M>> => {
  const kept = { ...shape }
  for (const member of members) if ((kept[member] as readonly unknown[]).length === 0) delete kept[member]
  return kept
}
