import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { freePort } from '#test/free-port.ts'
import { PoolhouseProcess } from './poolhouse-process.ts'
import { startReceiver, type Receiver } from './receiver.ts'

/** Its functions ask two things: which colour, by a picture, and then a number. */
export const ASKING = { poolId: 'us-east-1_asking0001', clientId: 'askingweb' } as const
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:questions'

/** All three functions in one file, as for AWS. */
const handlerOf = (picture: string): string => `
const shown = [
  { title: 'Which colour is it?', label: 'Colour', choices: JSON.stringify(['Green', { value: 'red', label: 'Red <b>or so</b>' }]), image: ${JSON.stringify(picture)}, imageAlt: 'One colour all over', link: 'https://example.com/colours', linkText: 'About colours' },
  { title: 'Six times nine?', label: 'Number', inputType: 'number', help: 'In base thirteen.', submit: 'Answer', link: 'javascript:alert(1)' },
]
const answers = ['red', '42']
const solved = ({ session }) => session.filter(({ challengeResult }) => challengeResult).length

export const handler = async (event) => {
  const { request, response } = event
  switch (event.triggerSource) {
    case 'DefineAuthChallenge_Authentication':
      if (solved(request) >= shown.length) response.issueTokens = true
      else if (request.session.length >= 4) response.failAuthentication = true
      else response.challengeName = 'CUSTOM_CHALLENGE'
      return event
    case 'CreateAuthChallenge_Authentication':
      response.publicChallengeParameters = shown[solved(request)]
      response.privateChallengeParameters = { answer: answers[solved(request)], note: 'kept-by-the-function' }
      return event
    case 'VerifyAuthChallengeResponse_Authentication':
      if (request.challengeAnswer === '99') throw new Error('Not <i>that</i> one')
      response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.answer
      return event
  }
}
`

export type AskingInstallation = { readonly poolhouse: PoolhouseProcess; readonly receiver: Receiver; dispose(): Promise<void> }

/** A Poolhouse whose pool asks by a function in its data folder, registered by command while it runs. */
export async function startAskingInstallation(): Promise<AskingInstallation> {
  const receiver = await startReceiver(await freePort())
  const folder = await mkdtemp(join(tmpdir(), 'poolhouse-asking-'))
  const seed = join(folder, 'pools.json')
  await writeFile(seed, JSON.stringify({ UserPools: [{
    Id: ASKING.poolId, PoolName: 'Asking Store', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'],
    LambdaConfig: { DefineAuthChallenge: FUNCTION, CreateAuthChallenge: FUNCTION, VerifyAuthChallengeResponse: FUNCTION },
    Clients: [{
      ClientId: ASKING.clientId, ClientName: 'Asking application', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'profile'],
      ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], PreventUserExistenceErrors: 'ENABLED', CallbackURLs: [`${receiver.origin}/callback`],
    }],
  }] }))
  const poolhouse = await PoolhouseProcess.launch({ SEED: seed })
  const red = await sharp({ create: { width: 240, height: 120, channels: 3, background: '#c00000' } }).png().toBuffer()
  await mkdir(join(poolhouse.dataDir, 'functions'), { recursive: true })
  await writeFile(join(poolhouse.dataDir, 'functions/questions.mjs'), handlerOf(`data:image/png;base64,${red.toString('base64')}`))
  await promisify(execFile)(process.execPath, ['scripts/triggers.ts', 'set', FUNCTION, '--module', 'questions.mjs'], { env: { ...process.env, NODE_ENV: 'production', DATA_DIR: poolhouse.dataDir, PUBLIC_URL: poolhouse.url, PORT: String(poolhouse.port) } })
  return {
    poolhouse, receiver,
    dispose: async () => {
      await Promise.all([poolhouse.dispose(), receiver.close(), rm(folder, { recursive: true, force: true })])
    },
  }
}
