import { build } from 'esbuild'
import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'

// Bundles the behaviour of the hosted pages. Run before `next build`, which takes the script's fingerprint from the result.
const root = new URL('..', import.meta.url).pathname
const entries = { 'hosted-pages': 'app/(hosted)/_behaviour/hosted-pages.ts', 'development-pages': 'app/(development)/_behaviour/development-pages.ts' }

await build({
  absWorkingDir: root,
  entryPoints: entries,
  outdir: 'public/hosted',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome111', 'firefox111', 'safari16.4'],
  logLevel: 'warning',
})

for (const name of Object.keys(entries)) {
  const script = readFileSync(`${root}public/hosted/${name}.js`)
  console.log(`public/hosted/${name}.js ${script.length} bytes, ${gzipSync(script).length} gzipped`)
}
