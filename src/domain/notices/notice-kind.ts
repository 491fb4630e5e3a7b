/** What people are told of by security notices: the members of the pool option `notices`. */
export const NOTICE_KINDS = [
  'passwordChanged', 'emailChanged', 'phoneChanged', 'factorOn', 'factorOff', 'passkeyAdded', 'passkeyRemoved', 'recoveryCodesMade',
  'newBrowser', 'deviceRemembered', 'accountDeletion',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
