import { isDomainError } from '#src/domain/domain-error.ts'
import { withCode } from '#src/domain/triggers/custom-sender.ts'
import type { TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { CodeEncrypter } from './code-keys/encrypt-code.ts'
import { PermanentDeliveryError, type Transport } from './transport.ts'

export type FunctionTransportDeps = { readonly triggers: Pick<TriggerRunner, 'run'>; readonly codeEncrypter: CodeEncrypter }

/** A function that throws may have sent something by then: it is asked no oftener than AWS asks one that nobody waits for. */
const TRIES_OF_THROWING = 3

/**
 * Messages that functions of the pools send: each try calls the function, with the code encrypted anew. Whether it answers anything is
 * of no interest (Cognito: custom sender Lambda triggers). Given up at the third error of its own (AWS Lambda: asynchronous invocation).
 */
export function createFunctionTransport({ triggers, codeEncrypter }: FunctionTransportDeps): Transport {
  return {
    async deliver({ handedTo, code, tries, poolId }) {
      if (handedTo === undefined) throw new PermanentDeliveryError('The message is for no function.')
      const encrypted = code === null ? null : await codeEncrypter.encrypt({ code: codeAsSent(handedTo.call.source, code), keyId: handedTo.keyId, poolId })
      try {
        await triggers.run(withCode(handedTo, encrypted))
      } catch (error) {
        const threw = isDomainError(error) && error.code === 'UserLambdaValidation'
        if (threw && tries >= TRIES_OF_THROWING) throw new PermanentDeliveryError('The function refuses the message.', { cause: error })
        throw error
      }
    },
    close: () => codeEncrypter.close(),
  }
}

/** Temporary passwords reach the function that mails them as HTML (Cognito: custom email sender Lambda trigger). */
const codeAsSent = (source: string, code: string): string =>
  source === 'CustomEmailSender_AdminCreateUser' ? code.replaceAll(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;' })[character] ?? '&gt;') : code
