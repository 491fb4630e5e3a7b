import { demoTexts as t } from '#src/contracts/messages/demo-texts.ts'
import { demoSettings } from './_auth/demo-settings.ts'
import { readSession } from './_auth/read-session.ts'
import { SignedIn } from './_components/signed-in.tsx'
import { SignedOut } from './_components/signed-out.tsx'

type DemoProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }

/** A relying party of its own: signs in with the seeded pool and shows what it was given. Development only. */
export default async function DemoPage({ searchParams }: DemoProps) {
  const session = await readSession(await demoSettings())
  const { error } = await searchParams
  return (
    <>
      {typeof error === 'string' && <Failed reason={error} />}
      {session === null ? <SignedOut /> : <SignedIn session={session} />}
    </>
  )
}

const Failed = ({ reason }: { readonly reason: string }) => (
  <div className="mb-8 rounded-xl bg-danger-bg p-4 text-danger" role="alert">
    <h2 className="font-semibold">{t('failed.title')}</h2>
    <p>{t.rich('failed.help', { reason, code: (chunks) => <code key="reason" className="font-mono">{chunks}</code> })}</p>
  </div>
)
