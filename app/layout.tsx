import type { ReactNode } from 'react'

/** Each page renders its own <html>, because language and direction belong to what it shows. */
export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return children
}
