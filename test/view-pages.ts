import type { IncomingMessage, ServerResponse } from 'node:http'
import { RUNTIME_KEY, type RuntimeDoor } from '#src/contracts/hosted/runtime-door.ts'
import { VIEW_HEADER } from '#src/contracts/hosted/screens.ts'
import { prepareResponse } from '#src/server/prepare-response.ts'
import type { LoadPages } from '#src/server/start-server.ts'

/** In place of the renderer: a page answers the view it would render, as JSON. */
export const loadViewPages: LoadPages = () => Promise.resolve({
  render: renderView, prepare: (_req, res, headers, status) => prepareResponse(res, headers, status), close: () => Promise.resolve(),
})

const renderView = (req: IncomingMessage, res: ServerResponse): Promise<void> => {
  const door = (globalThis as { [key: symbol]: unknown })[Symbol.for(RUNTIME_KEY)] as RuntimeDoor
  const id = req.headers[VIEW_HEADER]
  const view = typeof id === 'string' ? door.hosted.view(id) : undefined
  res.writeHead(view === undefined ? 404 : 200, { 'Content-Type': 'application/json' }).end(JSON.stringify(view ?? null))
  return Promise.resolve()
}
