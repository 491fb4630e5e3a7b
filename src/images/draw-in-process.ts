import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { PictureRules } from '#src/domain/branding/redraw-picture.ts'
import type { DrawnPicture } from './draw-picture.ts'
import { isPictureRefusal, refusal } from './picture-refusal.ts'

const PROGRAM = fileURLToPath(import.meta.resolve('./drawing-process.ts'))
const MOST_MILLISECONDS = 10_000
/** Waiting ones hold the bytes of a request each. */
const MOST_WAITING = 20

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * A drawing as PNG. Filters and repetitions of a few bytes can take hours, which nothing within a process can end, and each would hold a
 * thread that passwords are checked on: so each is drawn by a process that is ended after ten seconds, has nothing of this one's
 * environment and gives way to it. One at a time.
 */
export async function drawInProcess(bytes: Uint8Array, fit: PictureRules['fit']): Promise<DrawnPicture> {
  if (waiting >= MOST_WAITING) throw refusal('picture-dimensions')
  waiting++
  const drawn = last.then(() => draw(bytes, fit)).finally(() => waiting--)
  last = drawn.catch(() => undefined)
  return drawn
}

function draw(bytes: Uint8Array, { width, height }: PictureRules['fit']): Promise<DrawnPicture> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, String(width), String(height)], { env: { NODE_ENV: 'production' }, stdio: ['pipe', 'pipe', 'ignore'], timeout: MOST_MILLISECONDS, killSignal: 'SIGKILL' })
    const chunks: Buffer[] = []
    child.once('spawn', () => giveWay(child.pid))
    child.once('error', reject)
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    // Whoever is ended reads no more.
    child.stdin.on('error', () => undefined)
    child.once('close', (code, signal) => {
      const answer = Buffer.concat(chunks)
      if (code === 0) return resolve({ type: 'image/png', width: answer.readUInt32BE(16), height: answer.readUInt32BE(20), bytes: new Uint8Array(answer) })
      const reason = answer.toString()
      if (signal === 'SIGKILL') return reject(refusal('picture-dimensions'))
      return reject(isPictureRefusal(reason) ? refusal(reason) : new Error(`The process of a drawing ended with ${code ?? signal ?? 'nothing'}.`))
    })
    child.stdin.end(bytes)
  })
}

function giveWay(pid: number | undefined): void {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
}
