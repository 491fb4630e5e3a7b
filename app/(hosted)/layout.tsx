import type { ReactNode } from 'react'
import './hosted.css'

/** Gives every hosted page the one style sheet. */
export default function HostedLayout({ children }: { readonly children: ReactNode }) {
  return children
}
