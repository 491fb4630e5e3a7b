// The program as it runs, with a runtime that needs no database: for tests that start and stop it from outside.
import { createHostedPages } from '#src/server/hosted-pages.ts'
import { runProgram } from '#src/server/run-program.ts'
import { refuseUnknownOperation } from './refuse-unknown-operation.ts'

await runProgram({
  createRuntime: (config, log) => Promise.resolve({
    config,
    log,
    database: { ping: () => Promise.resolve() },
    pools: { findPool: (id) => Promise.resolve({ id } as never), findDomain: () => Promise.resolve(null) },
    liveDomains: { current: () => [] },
    certificates: null,
    clock: { now: () => new Date() },
    pages: createHostedPages({ fromSource: false }),
    awsApi: refuseUnknownOperation,
    userImportFiles: () => Promise.reject(new Error('no files here')),
    brandFiles: () => Promise.reject(new Error('no files here')),
    async oidc(_req, res, { path }) {
      if (path === '/oauth2/throw') setTimeout(() => { throw new Error('thrown where nobody catches') }, 1)
      if (path === '/oauth2/reject') void Promise.reject(new Error('rejected where nobody listens'))
      if (path === '/oauth2/never') return new Promise(() => {})
      if (path === '/oauth2/slow') await new Promise((resolve) => setTimeout(resolve, 400))
      res.end('answered')
    },
    hosted: { view: () => Promise.reject(new Error('no pages here')), post: () => Promise.reject(new Error('no forms here')) },
    triggerMetrics: { lines: () => [] },
    development: null,
    createdAccessKey: null,
    close: () => {
      process.stdout.write('closed the database\n')
      return Promise.resolve()
    },
  }),
  pageLoader: () => () => Promise.resolve({ render: () => Promise.resolve(), prepare: () => {}, close: () => Promise.resolve() }),
})
