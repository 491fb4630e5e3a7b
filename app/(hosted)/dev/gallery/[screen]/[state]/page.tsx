import { notFound } from 'next/navigation'
import { HostedScreen } from '#app/(hosted)/_screens/hosted-screen.tsx'
import { developmentDoor } from '#app/_server/development.ts'
import { directionOf, knownLocale } from '#src/contracts/messages/catalogues.ts'
import { galleryView } from '#src/contracts/hosted/fixtures/gallery.ts'
import { LAYOUTS, type PageFrame } from '#src/contracts/hosted/page-frame.ts'

type GalleryProps = {
  readonly params: Promise<{ screen: string; state: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One screen in one state. `?lang=ar`, `?dir=rtl`, `?scheme=dark` and `?layout=split` look at it in another light; `?lang=en-XA` shows what a long language does to it. */
export default async function GalleryPage({ params, searchParams }: GalleryProps) {
  const door = await developmentDoor()
  const { screen, state } = await params
  const view = galleryView(screen, state)
  if (view === undefined) notFound()
  const { dir, scheme, layout, lang } = await searchParams
  const locale = typeof lang === 'string' ? knownLocale(lang) : view.frame.locale
  await door.loadCatalogue(locale)
  const frame: PageFrame = {
    ...view.frame,
    ...(typeof lang === 'string' && { locale, dir: directionOf(locale) }),
    ...((dir === 'rtl' || dir === 'ltr') && { dir }),
    ...((scheme === 'light' || scheme === 'dark') && { colorScheme: scheme }),
    layout: LAYOUTS.find((known) => known === layout) ?? view.frame.layout,
  }
  return <HostedScreen view={{ ...view, frame }} />
}
