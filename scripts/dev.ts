// npm run dev: the server restarts when src changes, Next reloads pages.
import { execFileSync, spawn } from 'node:child_process'

execFileSync(process.execPath, ['scripts/build-hosted-scripts.ts'], { stdio: 'inherit' })
const child = spawn(process.execPath, ['--watch-path=src', '--watch', 'src/server/main.ts'], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'development' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => { process.exitCode = code ?? 0 })
