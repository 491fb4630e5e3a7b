import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'

/** The page that answers a challenge. */
const PAGES: Readonly<Partial<Record<ChallengeName, string>>> = {
  NEW_PASSWORD_REQUIRED: '/changePassword',
}

/** Path of the page for a challenge; an Error for one that pages cannot show, which no sign-in on this wire asks for. */
export const challengePage = (challenge: ChallengeName): string => {
  const path = PAGES[challenge]
  if (path === undefined) throw new Error(`No page answers ${challenge}.`)
  return path
}
