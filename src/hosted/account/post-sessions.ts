import { toAccountPage, type AccountForm } from './account-form.ts'

/** Ends one session, with all that hangs together with it. Nobody is asked to sign in anew for ending something. */
export const sessionForm: AccountForm<'account-session'> = {
  path: '/sessions',
  recent: false,
  keep: [],
  async submit(deps, { pool, user }, { session }) {
    await deps.account.endUserSession({ pool, user, sessionId: session, linked: true })
    return toAccountPage('/sessions', { notice: { code: 'account_session_ended', tone: 'success' } })
  },
}

/** Ends everything but this browser's session and what came through it. */
export const otherSessionsForm: AccountForm<'account-other-sessions'> = {
  path: '/sessions',
  recent: false,
  keep: [],
  async submit(deps, { pool, user, browser }) {
    await deps.account.endOtherSessions({ pool, user, currentUid: browser.sessionUid })
    return toAccountPage('/sessions', { notice: { code: 'account_sessions_ended', tone: 'success' } })
  },
}

/** Renames or forgets a remembered device. */
export const deviceForm: AccountForm<'account-device'> = {
  path: '/sessions',
  recent: false,
  keep: [],
  async submit(deps, { user }, { device, change, device_name: name }) {
    if (change === 'rename') {
      // A name that was emptied stays as it was.
      if (name === '') return toAccountPage('/sessions')
      await deps.account.renameDevice({ user, deviceKey: device, name })
      return toAccountPage('/sessions', { notice: { code: 'account_device_renamed', tone: 'success' } })
    }
    await deps.account.forgetDevice({ user, deviceKey: device })
    return toAccountPage('/sessions', { notice: { code: 'account_device_forgotten', tone: 'success' } })
  },
}
