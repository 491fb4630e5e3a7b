'use client'

import { useRouter } from 'next/navigation'
import { SessionProvider, useSession } from 'next-auth/react'
import { useState } from 'react'

type Texts = { readonly idle: string; readonly busy: string; readonly done: string }
type RefreshButtonProps = { readonly texts: Texts; readonly failed: string | undefined }

/** Trades the refresh token for new tokens (next-auth: updating the session), then shows the page anew. */
export const RefreshButton = (props: RefreshButtonProps) => (
  <SessionProvider basePath="/demo/api/auth" refetchOnWindowFocus={false}>
    <Refresh {...props} />
  </SessionProvider>
)

const Refresh = ({ texts, failed }: RefreshButtonProps) => {
  const { update, status } = useSession()
  const router = useRouter()
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  // The session is asked for by script, so this also leaves the button out where there is none and it could do nothing.
  if (status === 'loading' && state !== 'busy') return null
  const refresh = async (): Promise<void> => {
    setState('busy')
    await update({})
    router.refresh()
    setState('done')
  }
  return (
    <>
      <button type="button" className="button button-secondary" aria-disabled={state === 'busy'} onClick={() => { if (state !== 'busy') void refresh() }}>
        {state === 'busy' ? texts.busy : texts.idle}
      </button>
      <p className="basis-full text-sm text-success empty:hidden" role="status">{failed ?? (state === 'done' ? texts.done : '')}</p>
    </>
  )
}
