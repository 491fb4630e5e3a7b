import { BookmarkScreen } from '#app/(hosted)/_screens/closing-screens.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function BookmarkPage() {
  return <BookmarkScreen view={await requestedView('bookmark')} />
}
