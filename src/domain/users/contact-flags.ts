import type { Attributes } from './user.ts'

/** The attributes with a flag for each contact: one without is unproven. */
export const withContactFlags = (attributes: Attributes): Attributes => ({ ...contactFlags(attributes, () => 'false'), ...attributes })

/** The flag of every contact that is there, as `value` says. */
export const contactFlags = (attributes: Attributes, value: (flag: string) => string): Attributes =>
  Object.fromEntries(['email', 'phone_number'].filter((name) => attributes[name]).map((name) => [`${name}_verified`, value(`${name}_verified`)]))
