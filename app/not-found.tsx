import { textsFor } from '#src/contracts/messages/catalogues.ts'

/** Reached only by paths that the server passed on and no page owns; people meet the error screen instead. */
export default function NotFound() {
  const t = textsFor('en')
  return (
    <html lang="en">
      <head><title>{t('error.not_found.title')}</title><meta name="color-scheme" content="light dark" /></head>
      <body><main><h1>{t('error.not_found.title')}</h1><p>{t('error.not_found.help')}</p></main></body>
    </html>
  )
}
