/** Every reason for which the program refuses to start. */
export type StartErrorCode =
  | 'ConfigurationInvalid'
  | 'DatabaseUnreachable'
  | 'DataFolderInUse'
  | 'DataFolderUnwritable'
  | 'DiskFull'
  | 'MasterKeyMismatch'
  | 'MigrationChanged'
  | 'MigrationFailed'
  | 'PortInUse'

/**
 * The program cannot start. `message` is one sentence for the operator: what is wrong and what to do,
 * free of secrets, fit to be printed without a stack.
 */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly code: StartErrorCode

  constructor(code: StartErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.code = code
  }
}
