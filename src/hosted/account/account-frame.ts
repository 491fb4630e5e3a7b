import { ACCOUNT_SECTIONS, type AccountNavigation, type AccountSection } from '#src/contracts/hosted/views/account-frame.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { User } from '#src/domain/users/user.ts'
import { bareFrame } from '#src/hosted/build-frame.ts'
import type { HostedDeps } from '#src/hosted/hosted-deps.ts'
import { accountCsrfSubject, accountHref, type AccountContext } from './account-context.ts'
import { SECTION_PATHS } from './account-sections.ts'

type Around<Screen extends string> = { screen: Screen; frame: PageFrame; account: AccountNavigation; backHref?: string }

/** What stands around a page of the portal: frame, whose account it is, navigation. A page of one task leads `back` to its section. */
export const aroundAccount = <const Screen extends string>(
  deps: HostedDeps, context: AccountContext, screen: Screen, current: AccountSection, task?: { back: AccountSection },
): Around<Screen> => ({
  screen,
  frame: accountFrame(deps, context),
  account: { ...nameOf(context.user), current, items: navigation(context), signOutHref: signOutHref(context), ...timeZoneOf(context.user) },
  ...(task === undefined ? {} : { backHref: accountHref(context, SECTION_PATHS[task.back] ?? '') }),
})

const accountFrame = (deps: HostedDeps, context: AccountContext): PageFrame => {
  const { summary, fieldErrors, notice } = context.outcome
  return { ...bareFrame(deps, context, accountCsrfSubject(context)), summary, fieldErrors, notice }
}

const navigation = (context: AccountContext): AccountNavigation['items'] =>
  ACCOUNT_SECTIONS.flatMap((section) => {
    const path = SECTION_PATHS[section]
    return path === undefined ? [] : [{ section, href: accountHref(context, path) }]
  })

/** Ends the browser's session with the pool, whatever application it was for. */
const signOutHref = ({ request, client }: AccountContext): string =>
  `${request.address.basePath}/logout?${new URLSearchParams({ client_id: client.id, logout_uri: `${request.address.baseUrl}/signedOut` }).toString()}`

/** What the person is called, and an address or number beside it where that is not the name already. */
const nameOf = ({ username, attributes }: User): Pick<AccountNavigation, 'name' | 'detail'> => {
  const { name, given_name: given, family_name: family, email, phone_number: phone } = attributes
  const contact = email ?? phone
  const called = name ?? ([given, family].filter(Boolean).join(' ') || undefined) ?? contact ?? username
  return contact === undefined || contact === called ? { name: called } : { name: called, detail: contact }
}

const timeZoneOf = ({ attributes: { zoneinfo } }: User): Pick<AccountNavigation, 'timeZone'> =>
  zoneinfo !== undefined && Intl.supportedValuesOf('timeZone').includes(zoneinfo) ? { timeZone: zoneinfo } : {}
