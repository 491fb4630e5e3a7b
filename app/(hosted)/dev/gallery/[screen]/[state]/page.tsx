import { notFound } from 'next/navigation'
import { HostedScreen } from '#app/(hosted)/_screens/hosted-screen.tsx'
import { developmentDoor } from '#app/_server/development.ts'
import { galleryView } from '#src/contracts/hosted/fixtures/gallery.ts'
import { LAYOUTS, type PageFrame } from '#src/contracts/hosted/page-frame.ts'

type GalleryProps = {
  readonly params: Promise<{ screen: string; state: string }>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One screen in one state. `?dir=rtl`, `?scheme=dark` and `?layout=split` look at it in another light. */
export default async function GalleryPage({ params, searchParams }: GalleryProps) {
  await developmentDoor()
  const { screen, state } = await params
  const view = galleryView(screen, state)
  if (view === undefined) notFound()
  const { dir, scheme, layout } = await searchParams
  const frame: PageFrame = {
    ...view.frame,
    ...((dir === 'rtl' || dir === 'ltr') && { dir }),
    ...((scheme === 'light' || scheme === 'dark') && { colorScheme: scheme }),
    layout: LAYOUTS.find((known) => known === layout) ?? view.frame.layout,
  }
  return <HostedScreen view={{ ...view, frame }} />
}
