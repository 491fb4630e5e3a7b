import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ViewOf } from '#src/contracts/hosted/hosted-view.ts'
import { VIEW_HEADER, type Screen } from '#src/contracts/hosted/screens.ts'
import { getRuntime } from './runtime.ts'

/** The view the server prepared for this request; a 404 for an unknown id or a view of another screen. */
export const requestedView = async <S extends Screen>(screen: S): Promise<ViewOf<S>> => {
  const id = (await headers()).get(VIEW_HEADER)
  const view = id === null ? undefined : (await getRuntime()).hosted.view(id)
  if (view === undefined || view.screen !== screen) notFound()
  return view as ViewOf<S>
}
