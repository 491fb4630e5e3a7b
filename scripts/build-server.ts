// Bundles the server for `npm start`: one file is read and compiled sooner than a thousand. Development and tests run src as it is.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { thinSourceMap } from './thin-source-map.ts'

const root = join(import.meta.dirname, '..')

/** Next loads its own files, argon2, bcrypt and sharp are compiled for each platform, PGlite and css-tree read files beside themselves. */
const LEFT_OUTSIDE = ['next', '@node-rs/argon2', '@node-rs/bcrypt', '@electric-sql/pglite', 'sharp', 'css-tree']

const OUTPUTS = 'outputs.json'

/** Writes `<folder>/poolhouse.js`, beside it what is loaded when it is first needed, and the program of functions that are files. */
export async function buildServer(entry = 'src/server/main.ts', folder = 'dist/server'): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root, entryPoints: { poolhouse: entry, 'module-program': 'src/delivery/triggers/module-program.ts' }, outdir: folder, chunkNames: '[name]-[hash]', bundle: true, splitting: true,
    platform: 'node', format: 'esm', target: 'node24', external: LEFT_OUTSIDE,
    sourcemap: 'external', sourcesContent: false, minifyWhitespace: true, legalComments: 'none', logLevel: 'warning', metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    // CommonJS libraries ask for Node's own modules by `require`.
    banner: { js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);" },
  })
  refuseLostNames(metafile)
  const written = Object.keys(metafile.outputs)
  for (const map of written.filter((path) => path.endsWith('.map'))) thin(join(root, map))
  requireClassNames(written.filter((path) => path.endsWith('.js')))
  removeOlder(join(root, folder), written.map((path) => basename(path)))
}

/** What the build before this one wrote is left: a program that runs from it may not have loaded all of it yet. */
function removeOlder(folder: string, written: readonly string[]): void {
  const list = join(folder, OUTPUTS)
  const before = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[]) : []
  const kept = new Set([...written, ...before, OUTPUTS])
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name), { recursive: true })
  writeFileSync(list, JSON.stringify(written))
}

/** A CommonJS library that is imported by `import()` would arrive without the names of its members. */
function refuseLostNames({ outputs }: Metafile): void {
  const lost = Object.values(outputs).find(({ entryPoint, exports }) => entryPoint?.includes('node_modules/') === true && exports.join() === 'default')
  if (lost !== undefined) throw new Error(`${lost.entryPoint} is CommonJS: import it by name in a module of src, and import() that one.`)
}

/** Positions in libraries are of little use in a log, and take more memory than the program's own. */
function thin(path: string): void {
  const map = JSON.parse(readFileSync(path, 'utf8')) as Parameters<typeof thinSourceMap>[0]
  writeFileSync(path, JSON.stringify(thinSourceMap(map, (source) => !source.includes('node_modules/'))))
}

/** oidc-provider names its models and errors by their classes: the bundler renames a class when another has its name. */
function requireClassNames(files: readonly string[]): void {
  const library = join(root, 'node_modules/oidc-provider/lib')
  const names = readdirSync(library, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(models[\\/].*|helpers[\\/]errors)\.js$/.test(name))
    .flatMap((name) => [...readFileSync(join(library, name), 'utf8').matchAll(/\bclass (\w+)/g)].map(([, found]) => found))
  const renamed = new RegExp(`\\bclass (_?(${names.join('|')})\\d+|_(${names.join('|')}))\\b`)
  for (const file of files) {
    const found = renamed.exec(readFileSync(join(root, file), 'utf8'))
    if (found !== null) throw new Error(`${file} has ${found[0]}, a renamed class that oidc-provider knows by its name: give the other one another name.`)
  }
}

if (import.meta.main) await buildServer(process.argv[2], process.argv[3])
