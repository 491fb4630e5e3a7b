import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { TestContext } from 'node:test'

type Kind = 'TXT' | 'CNAME'
const TYPES: Readonly<Record<Kind, number>> = { CNAME: 5, TXT: 16 }

export type TestDns = {
  /** `127.0.0.1:port`, as DNS_SERVERS takes it. */
  address: string
  /** Answers these texts or targets from now on; none: no such name. */
  set(name: string, kind: Kind, values: readonly string[]): void
  /** Says that it cannot answer. */
  break(broken: boolean): void
  /** Names that were asked for. */
  asked: string[]
}

/** A name server (RFC 1035) that knows what a test tells it, until the test ends. */
export async function startDnsServer(t: TestContext): Promise<TestDns> {
  const records = new Map<string, readonly string[]>()
  const asked: string[] = []
  let broken = false
  const socket = createSocket('udp4', (query, from) => {
    const { name, type, end } = readQuestion(query)
    asked.push(name)
    const kind = type === TYPES.TXT ? 'TXT' : type === TYPES.CNAME ? 'CNAME' : undefined
    const values = kind === undefined ? undefined : records.get(`${kind} ${name}`)
    const answers = (values ?? []).map((value) => record(kind === 'TXT' ? TYPES.TXT : TYPES.CNAME, kind === 'TXT' ? texts(value) : labels(value)))
    const head = Buffer.alloc(12)
    query.copy(head, 0, 0, 2)
    head.writeUInt16BE(0x8180 | (broken ? 2 : values === undefined ? 3 : 0), 2) // an answer; SERVFAIL, NXDOMAIN or fine
    head.writeUInt16BE(1, 4)
    head.writeUInt16BE(answers.length, 6)
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  t.after(() => socket.close())
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    set: (name, kind, values) => void (values.length === 0 ? records.delete(`${kind} ${name}`) : records.set(`${kind} ${name}`, values)),
    break: (now) => void (broken = now),
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const parts: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    parts.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: parts.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

/** About the name of the question, for no time at all. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

const counted = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')])
const labels = (name: string): Buffer => Buffer.concat([...name.split('.').map(counted), Buffer.from([0])])
/** In two strings, as long texts are. */
const texts = (text: string): Buffer => Buffer.concat([counted(text.slice(0, 4)), counted(text.slice(4))])
