import type { MessagesFilter } from '#src/contracts/hosted/views/development-view.ts'

/** What a form of the page of messages says; empty members say nothing. */
export const messagesFilter = (value: (name: string) => unknown): MessagesFilter => {
  const one = (name: string): string | undefined => {
    const given = value(name)
    return typeof given === 'string' && given !== '' ? given : undefined
  }
  return { pool: one('pool'), client: one('client'), message: one('message'), language: one('language'), draft: one('draft') === 'on' }
}
