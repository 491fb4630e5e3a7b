import { DeviceScreen } from '#app/(hosted)/_screens/device-screen.tsx'
import { requestedView } from '#app/_server/requested-view.ts'

export default async function DevicePage() {
  return <DeviceScreen view={await requestedView('device')} />
}
