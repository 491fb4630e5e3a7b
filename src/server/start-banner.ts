import type { StartView } from '#src/contracts/hosted/views/development-view.ts'

/** What a developer needs right after the start, with addresses that terminals make clickable. */
export function formatStartBanner(view: StartView, accessKey: { id: string; secret: string } | null): string {
  const lines = ['', '  Poolhouse is running', '', row('Start page', view.publicUrl)]
  if (view.demoHref !== undefined) lines.push(row('Demo app', absolute(view, view.demoHref)))
  lines.push(row('Inbox', absolute(view, view.inboxHref)))
  for (const pool of view.pools) {
    lines.push('', row('User pool', `${pool.id} (${pool.name})`), row('Discovery', absolute(view, pool.discoveryHref)))
    for (const client of pool.clients) {
      lines.push(row('App client', `${client.id} (${client.name})`))
      if (client.signInHref !== undefined) lines.push(row('Sign in', absolute(view, client.signInHref)))
    }
    for (const user of pool.users) lines.push(row('Test user', user.password === undefined ? user.username : `${user.username}  password: ${user.password}`))
  }
  if (accessKey !== null) {
    lines.push('', '  Access key of the operator, shown this once:', row('AWS_ACCESS_KEY_ID', accessKey.id), row('AWS_SECRET_ACCESS_KEY', accessKey.secret))
  }
  return `${lines.join('\n')}\n\n`
}

const row = (name: string, value: string): string => `  ${name.padEnd(22)}${value}`

const absolute = (view: StartView, href: string): string => new URL(href, view.publicUrl).href
