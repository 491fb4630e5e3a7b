import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { loadConfig } from '#src/config/config.ts'
import { administerBranding } from '#src/server/branding/administer-branding.ts'
import { readBrandingCommand } from '#src/server/branding/read-branding-command.ts'
import { openLogs } from '#src/server/log.ts'
import type { SeedClient } from '#src/server/seed/seed-schema.ts'
import { PoolhouseProcess } from './poolhouse-process.ts'

export const DESIGNED = { poolId: 'us-east-1_design001', redirectUri: 'http://localhost:9/callback' } as const

/** Any WOFF2 file will do. */
const FONT = 'node_modules/next/dist/next-devtools/server/font/geist-latin.woff2'

const base64 = (bytes: Buffer): { data: string } => ({ data: bytes.toString('base64') })
const drawing = (color: string): Promise<Buffer> =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="360" height="96"><rect width="96" height="96" rx="24" fill="${color}"/><rect x="120" y="30" width="220" height="36" rx="8" fill="${color}"/></svg>`)).png().toBuffer()

const format = 'poolhouse-branding-1'

/** Looks of the tests, each of an app client of its own. */
const looks = async (): Promise<Record<string, object>> => ({
  whole: {
    format, layout: 'split', tokens: { accent: '#0b7a53', bg: { light: '#eef6f1', dark: '#07130d' }, 'radius-card': '6px', 'radius-control': '4px' },
    css: '.id-lead { font-style: italic }\n.id-primary { letter-spacing: 0.5px; text-transform: uppercase }\n.id-card { border-top: 4px solid #0b7a53 }',
    images: { logo: { light: base64(await drawing('#0b7a53')), dark: base64(await drawing('#7fe0b4')) } },
    fonts: [base64(await readFile(FONT))], links: { help: 'https://example.com/help', privacy: 'https://example.com/privacy' },
    texts: { en: { 'signIn.title': 'Welcome back' }, de: { 'signIn.title': 'Willkommen zurück' } },
  },
  yellow: { format, tokens: { accent: '#ffe600' } },
  dark: { format, colorScheme: 'dark', tokens: { surface: '#101820', bg: '#000000', accent: '#b00020' } },
  gray: { format, tokens: { surface: '#808080', bg: '#7f7f7f', accent: '#7a7a7a', text: '#888888', muted: '#707070' } },
  hostile: {
    format,
    css: `@import url("https://example.com/x.css"); body { display: none } .id-card { position: fixed; background: url(https://example.com/x) } .id-input { outline: none; height: 1px; border-color: transparent }
      .id-input[value^="a"] { color: red } .id-button { display: none } .id-primary { font-size: 0; opacity: 0 } .id-heading { height: 12px; font-size: calc(10px / 90) }
      .id-form { margin-top: calc(1px - 150px); box-shadow: 0 -80px 0 80px white } </style><script>document.title = 'taken'</script> :focus-visible { outline: none }`,
  },
})

const client = (name: string, Branding: object): SeedClient => ({
  ClientId: name, ClientName: `Designed ${name}`, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid', 'email', 'profile'],
  CallbackURLs: [DESIGNED.redirectUri], Branding: Branding as Record<string, unknown>,
})

export type DesignInstallation = {
  readonly poolhouse: PoolhouseProcess
  /** Carries branding commands out while the program runs. */
  run(...commands: readonly (readonly string[])[]): Promise<string[]>
  /** A design file for `import`. */
  file(name: string, document: object): Promise<string>
  dispose(): Promise<void>
}

/** A Poolhouse with one pool, whose clients are called as their looks. */
export async function startDesignInstallation(): Promise<DesignInstallation> {
  const Clients = Object.entries(await looks()).map(([name, look]) => client(name, look))
  const folder = await mkdtemp(join(tmpdir(), 'poolhouse-designs-'))
  const file = async (name: string, document: object) => {
    const path = join(folder, name)
    await writeFile(path, JSON.stringify(document))
    return path
  }
  const seed = await file('pools.json', { UserPools: [{ Id: DESIGNED.poolId, PoolName: 'Designed Store', UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], Clients }] })
  const poolhouse = await PoolhouseProcess.launch({ SEED: seed })
  return {
    poolhouse, file,
    dispose: async () => {
      await Promise.all([poolhouse.dispose(), rm(folder, { recursive: true, force: true })])
    },
    async run(...commands) {
      const config = loadConfig({ NODE_ENV: 'production', DATA_DIR: poolhouse.dataDir, PUBLIC_URL: poolhouse.url, LOG_LEVEL: 'fatal' })
      const said: string[] = []
      for (const words of commands) {
        const command = readBrandingCommand(words)
        if (command === null) throw new Error(`No command: ${words.join(' ')}`)
        said.push(await administerBranding(config, openLogs(config).log, command))
      }
      return said
    },
  }
}
