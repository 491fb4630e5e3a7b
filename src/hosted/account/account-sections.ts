import type { AccountSection } from '#src/contracts/hosted/views/account-frame.ts'

/** What follows `/account` in the address of each part of the portal; a part without page is not offered. */
export const SECTION_PATHS: Readonly<Partial<Record<AccountSection, string>>> = {
  overview: '',
  profile: '/profile',
  security: '/security',
  sessions: '/sessions',
  apps: '/apps',
  activity: '/activity',
  data: '/data',
}

/** Pages of one contact each. */
export const CONTACT_PATHS = { email: '/email', phone_number: '/phone' } as const
