import { DevelopmentPage } from '../../_components/development-page.tsx'
import { developmentDoor } from '#app/_server/development.ts'
import { developmentTexts as t } from '#src/contracts/messages/development-texts.ts'
import { GALLERY } from '#src/contracts/hosted/fixtures/gallery.ts'

/** Every hosted screen in every state, as links. Development only. */
export default async function GalleryIndexPage() {
  await developmentDoor()
  return (
    <DevelopmentPage current="gallery" title={t('gallery.title')} lead={t('gallery.lead')}>
      <div className="mt-6 grid gap-4 sm:grid-cols-2">
        {Object.entries(GALLERY).map(([screen, states]) => (
          <section key={screen} className="rounded-2xl border border-line bg-surface p-5">
            <h2 className="font-semibold">{screen}</h2>
            <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1.5 text-sm">
              {Object.keys(states).map((state) => <li key={state}><a className="text-accent underline underline-offset-4" href={`/dev/gallery/${screen}/${state}`}>{state}</a></li>)}
            </ul>
          </section>
        ))}
      </div>
    </DevelopmentPage>
  )
}
