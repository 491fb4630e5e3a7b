import { toPage, type FlowForm } from './hosted-form.ts'
import { stepUpSession } from './step-up-session.ts'
import { wantedLevels } from './wanted-level.ts'

/** Goes on as the account this browser is signed in to, with what is missing to the level that is asked for; to the sign-in page when that is not so any more. */
export const chooseAccountForm: FlowForm<'choose-account'> = {
  path: '/chooseAccount',
  keep: [],
  async submit(deps, context, value) {
    const { req, res, request, interaction } = context
    if (interaction.rememberedAccount?.userId !== value.account) {
      return toPage('/login', { summary: { code: 'session_changed', tone: 'warning' } })
    }
    const levels = wantedLevels(context)
    const next = levels.length === 0 ? null : await stepUpSession(deps, context, levels)
    if (next !== null) return next
    const finished = await deps.bridge.continueAsRemembered(req, res, request, interaction.uid)
    return finished.kind === 'resume' ? { kind: 'redirect', location: finished.url } : toPage('/login', { summary: { code: 'session_changed', tone: 'warning' } })
  },
}
