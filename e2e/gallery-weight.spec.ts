import { gzipSync } from 'node:zlib'
import { GALLERY } from '#src/contracts/hosted/fixtures/gallery.ts'
import { drawnAsset, makeStyledClient } from './steps/make-styled-client.ts'
import { makeClassicClient } from './steps/make-classic-client.ts'
import { authorizeUrl } from './support/authorize-url.ts'
import { expect, test, type Visitor } from './support/test.ts'

const LIMIT_BYTES = 30 * 1024
const MOST_CLASSIC_CSS_BYTES = 3072

const zipped = (body: string): number => gzipSync(body).length

/** Where a page's style sheets and scripts are. */
const filesOf = (html: string): string[] =>
  [...html.matchAll(/<(?:link|script)\b[^>]*>/g)].flatMap(([tag]) => (/rel="stylesheet"|<script/.test(tag) ? (/(?:href|src)="([^"]+)"/.exec(tag)?.[1] ?? []) : []))

/** The page, its style sheets and its scripts, each as it is when zipped. */
class Scales {
  readonly #files = new Map<string, number>()

  /** Each file is weighed once. */
  async fileBytes(url: string): Promise<number> {
    const known = this.#files.get(url)
    if (known !== undefined) return known
    const bytes = zipped(await textOf(url))
    this.#files.set(url, bytes)
    return bytes
  }

  async pageBytes(url: string): Promise<number> {
    const html = await textOf(url)
    const files = filesOf(html)
    expect(files.some((file) => file.includes('.css')), `${url} has a style sheet`).toBe(true)
    let sum = zipped(html)
    for (const file of files) sum += await this.fileBytes(new URL(file, url).href)
    return sum
  }
}

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url)
  expect(answer.status, url).toBe(200)
  return answer.text()
}

/** The heaviest sheet among looks that use what there is: each is linked beside ours on every page of a client. */
async function heaviestLook({ page, url, receiver }: Visitor, scales: Scales): Promise<number> {
  const declarations = '.label-customizable{color:#123456;font-weight:700}.submitButton-customizable{background-color:#fb8500;height:54px}.inputField-customizable{border:2px solid #eee;width:100%}'
  const classic = await makeClassicClient(url, receiver, declarations.repeat(Math.floor(MOST_CLASSIC_CSS_BYTES / declarations.length)))
  const managed = await makeStyledClient(url, receiver, {
    categories: { global: { colorSchemeMode: 'DYNAMIC', spacingDensity: 'COMPACT', pageHeader: { enabled: true }, pageFooter: { enabled: true } }, form: { location: { horizontal: 'START', vertical: 'CENTER' } } },
    componentClasses: { buttons: { borderRadius: 23 }, input: { borderRadius: 0 } },
    components: { form: { borderRadius: 2 }, primaryButton: { lightMode: { defaults: { backgroundColor: '0b7a53ff', textColor: 'ffffffff' } }, darkMode: { defaults: { backgroundColor: '7fe0b4ff', textColor: '07130dff' } } } },
  }, [await drawnAsset('PAGE_BACKGROUND', ['#102a43', '#f0b429'], { width: 800, height: 600 })])
  const sheets: number[] = []
  for (const client of [classic, managed]) {
    await page.goto(authorizeUrl(url, client))
    const own = await page.locator('link[rel="stylesheet"][href*="/branding/"]').evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href))
    expect(own).toHaveLength(1)
    sheets.push(await scales.fileBytes(own[0] ?? ''))
  }
  return Math.max(...sheets)
}

test('every state of every screen weighs at most 30 kB with its styles and scripts, with a look of its own too', async ({ visitor }) => {
  test.setTimeout(600_000)
  const scales = new Scales()
  const look = await heaviestLook(visitor, scales)
  const weights: [string, number][] = []
  for (const [screen, states] of Object.entries(GALLERY)) {
    for (const state of Object.keys(states)) weights.push([`${screen}/${state}`, (await scales.pageBytes(`${visitor.url}/dev/gallery/${screen}/${state}`)) + look])
  }
  const [name, most] = weights.reduce((heaviest, weight) => (weight[1] > heaviest[1] ? weight : heaviest))
  test.info().annotations.push({ type: 'weight', description: `${name}: ${(most / 1024).toFixed(1)} kB, of which the look ${(look / 1024).toFixed(1)} kB` })
  console.log(`heaviest page: ${name}, ${(most / 1024).toFixed(1)} kB, of which the look ${(look / 1024).toFixed(1)} kB`)
  expect(weights.filter(([, bytes]) => bytes > LIMIT_BYTES).map(([page, bytes]) => `${page}: ${bytes}`)).toEqual([])
})
