import type { Config } from './config.ts'
import type { Environment, Problem } from './env.ts'

/** What production refuses, each with its mend. Two can be waived by name: ALLOW_HTTP and ALLOW_NO_MAIL. */
export function checkProduction(environment: Environment, config: Config): Problem[] {
  const problems: Problem[] = []
  const refuse = (variable: string, sentence: string, mend: string) => problems.push({ variable, sentence, mend })
  if (!config.secure && environment.ALLOW_HTTP !== true) {
    refuse('PUBLIC_URL', 'PUBLIC_URL is http, so passwords and tokens would travel in the clear.', 'Use the https address that browsers see, or set ALLOW_HTTP=true where nothing but this machine can listen.')
  }
  if (environment.MASTER_KEY === undefined) {
    refuse('MASTER_KEY', 'MASTER_KEY is not set, and production does not seal secrets under a key that lies beside the data.', 'Set it to the content of DATA_DIR/master-key if that file exists, else to a new one: openssl rand -base64 32')
  }
  if (config.sigv4 === 'any') {
    refuse('SIGV4', 'SIGV4=any accepts signed operations from anybody.', 'Unset it, or set SIGV4=verify.')
  }
  if (environment.SMTP_URL === undefined && environment.ALLOW_NO_MAIL !== true) {
    refuse('SMTP_URL', 'SMTP_URL is not set, so nobody could receive a code.', 'Set SMTP_URL and MAIL_FROM, or ALLOW_NO_MAIL=true if no pool sends mail.')
  }
  if (config.domainProof === 'none') {
    refuse('DOMAIN_PROOF', 'DOMAIN_PROOF=none lets a user pool take a host name that may be somebody else\'s.', 'Unset it, and give your word for single domains: npm run domains -- accept <domain>')
  }
  if (config.seed === 'demo') {
    refuse('SEED', 'SEED=demo would create an account whose password everybody knows.', 'Unset it, or name a YAML file of your own.')
  }
  // The cheapest setting that OWASP's password storage guidance lists is 7168 KiB and 5 passes.
  if (config.argon2.memoryKib * config.argon2.iterations < 7168 * 5) {
    refuse('ARGON2_MEMORY_KIB', 'ARGON2_MEMORY_KIB and ARGON2_ITERATIONS make passwords cheap to guess from a stolen database.', 'Unset both, or use for example 12288 and 3.')
  }
  if (config.outboundAllow.some((network) => /\/0$/.test(network))) {
    refuse('OUTBOUND_ALLOW', 'OUTBOUND_ALLOW names every address, so web hooks could reach inner services.', 'Name the hosts or networks that web hooks need.')
  }
  return problems
}
