/** What a seed did. A second run of the same seed does nothing: both lists are empty. */
export type SeedReport = { readonly created: string[]; readonly changed: string[] }

export const emptySeedReport = (): SeedReport => ({ created: [], changed: [] })
