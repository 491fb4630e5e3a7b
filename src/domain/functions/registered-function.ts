/**
 * How a function of user pools is called: by the Invoke API of AWS Lambda, by a signed HTTPS request, or as a file of this
 * installation.
 */
export type FunctionKind = 'lambda' | 'webhook' | 'module'

type Registered = {
  /** As LambdaConfig names it: an ARN (or an http(s) address), with or without a version or alias. Unique over the installation. */
  name: string
  createdAt: Date
  modifiedAt: Date
}

/** At any endpoint that speaks the Invoke API. */
export type LambdaFunction = Registered & {
  kind: 'lambda'
  settings: {
    /** Base address; null is AWS's own in the region. */
    endpoint: string | null
    /** Null: the region in the ARN. */
    region: string | null
  }
  /** Null: AWS's own endpoint is asked with the credentials of this machine or its environment, others with ones that open nothing. */
  secrets: { accessKeyId: string; secretAccessKey: string; sessionToken: string | null } | null
}

/** A secret of a webhook in the form of Standard Webhooks, `whsec_` and base64. */
export type WebhookSecret = { value: string; createdAt: string }

export type WebhookFunction = Registered & {
  kind: 'webhook'
  settings: { url: string }
  /** The newest first; while a rotation is under way the one before signs too, until `previousUntil` (ISO 8601). */
  secrets: { current: WebhookSecret; previous: WebhookSecret | null; previousUntil: string | null }
}

export type ModuleFunction = Registered & {
  kind: 'module'
  settings: {
    /** File name within the `functions` folder of the data folder. */
    file: string
    /** Name of the exported function. */
    handler: string
    /** Heap of its worker, MiB. */
    memoryMb: number
  }
  /** Variables that the file finds in `process.env`. */
  secrets: { environment: Record<string, string> }
}

export type RegisteredFunction = LambdaFunction | WebhookFunction | ModuleFunction

/** A trigger of a pool whose function nobody registered: its calls are refused. */
export type MissingFunction = { name: string; poolId: string; trigger: string }

/** The installation's functions, which pools name in their LambdaConfig. */
export type FunctionStore = {
  /** The function of exactly this name, from memory; null when nobody registered it. */
  findFunction(name: string): Promise<RegisteredFunction | null>
  /** All of them by name, read from the database. */
  listFunctions(): Promise<RegisteredFunction[]>
  /** Up to 100 triggers whose functions are not there. */
  listMissingFunctions(): Promise<MissingFunction[]>
  /** Adds the function or replaces the one of its name, which keeps its `createdAt`. */
  putFunction(registered: RegisteredFunction): Promise<void>
  /** Whether there was one. */
  removeFunction(name: string): Promise<boolean>
}
