/** A command that cannot be carried out as it is; the message says why, to whoever gave it. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused'
  readonly code = 'CommandRefused'
}

export const refuse = (sentence: string): never => {
  throw new CommandRefused(sentence)
}
