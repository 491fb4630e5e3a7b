/** A command that cannot be carried out as it is; the message says why, to whoever gave it. */
export class TriggerCommandRefused extends Error {
  override readonly name = 'TriggerCommandRefused'
  readonly code = 'TriggerCommandRefused'
}

export const refuse = (sentence: string): never => {
  throw new TriggerCommandRefused(sentence)
}
