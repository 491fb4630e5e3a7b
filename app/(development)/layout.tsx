import type { ReactNode } from 'react'
import './development.css'

/** Gives the development pages their style sheet. */
export default function DevelopmentLayout({ children }: { readonly children: ReactNode }) {
  return children
}
