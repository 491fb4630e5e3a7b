import { minutes } from '#src/contracts/duration.ts'
import type { LambdaFunction } from '#src/domain/functions/registered-function.ts'
import type { SafeFetch } from '#src/delivery/safe-fetch.ts'
import { answerOfFetchError } from './answer-of-fetch-error.ts'
import { errorMessageOf } from './error-message-of.ts'
import { createEmulatorTurns } from './emulator-turns.ts'
import type { Answer, FunctionRunner } from './function-runner.ts'
import { invokedAs } from './invoked-as.ts'
import type { LambdaInvocation, LambdaInvoker } from './lambda-client.ts'
import { readAnswer } from './read-answer.ts'

/** No function of Lambda runs longer. */
const LONGEST_CALL = minutes(15)

/**
 * Calls functions by the Invoke API of AWS Lambda (RequestResponse), at AWS or at any other endpoint. What the function failed with is
 * its own error; throttling and failures of the service may be tried again.
 */
export function createLambdaRunner({ safeFetch }: { readonly safeFetch: SafeFetch }): FunctionRunner<LambdaFunction> {
  const invokers = new Map<string, { modifiedAt: number; invoker: LambdaInvoker }>()
  const turns = createEmulatorTurns()
  const invokerOf = async (registered: LambdaFunction): Promise<LambdaInvoker> => {
    const known = invokers.get(registered.name)
    if (known?.modifiedAt === registered.modifiedAt.getTime()) return known.invoker
    const { createLambdaInvoker } = await import('./lambda-client.ts')
    const as = invokedAs(registered)
    const plain = createLambdaInvoker(safeFetch, as, registered.secrets)
    const invoker: LambdaInvoker = !as.emulated ? plain : {
      invoke: (payload, { signal }) => turns.inTurn(as.endpoint ?? '', signal, () => plain.invoke(payload, { signal: new AbortController().signal, timeoutMs: LONGEST_CALL })),
    }
    invokers.set(registered.name, { modifiedAt: registered.modifiedAt.getTime(), invoker })
    return invoker
  }
  return {
    async run(registered, event, { signal, timeoutMs }) {
      try {
        const invoker = await invokerOf(registered)
        return read(await invoker.invoke(JSON.stringify(event), { signal, timeoutMs }))
      } catch (error) {
        if (signal.aborted) return { kind: 'unanswered', cause: 'Lambda did not answer in time.', again: true }
        return answerOfServiceError(error)
      }
    },
    close() {
      invokers.clear()
      return Promise.resolve()
    },
  }
}

/** What an emulator answers, as it is, where Lambda answers an error of the function. */
const TIMED_OUT = /^Task timed out after [\d.]+ seconds$/

function read({ functionError, payload }: LambdaInvocation): Answer {
  const said = Buffer.from(payload.subarray(0, 100)).toString()
  if (TIMED_OUT.test(said)) return { kind: 'threw', message: said }
  const answer = readAnswer(payload)
  // A runtime interface emulator gives the error's form without the header that names it one.
  const message = answer.kind === 'answered' ? errorMessageOf(answer.event) : null
  if (message !== null) return { kind: 'threw', message }
  return functionError === null ? answer : { kind: 'threw', message: functionError }
}

/** By the names of the Invoke API's errors and their statuses. Messages of AWS name the caller and the function, no secret. */
function answerOfServiceError(error: unknown): Answer {
  const { name, message, $metadata } = error as { name: string; message: string; $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode
  if (name === 'SafeFetchError') return answerOfFetchError(error)
  if (status === undefined) return { kind: 'unanswered', cause: `The request could not be made (${name}): ${message}`, again: false }
  if (status === 200) return { kind: 'unreadable', cause: 'The endpoint does not speak the Invoke API.' }
  return { kind: 'unanswered', cause: `Lambda answered ${status} ${name}: ${message}`.slice(0, 500), again: status === 429 || status >= 500 }
}
