import { demoScreen } from '#e2e/screens/demo-screen.ts'
import { newAddress, type Visitor } from '#e2e/support/test.ts'
import { openSignInFromDemo } from './open-sign-in.ts'
import { signOutOfDemo } from './sign-out.ts'
import { confirmByCode, signUp } from './sign-up.ts'

export type Account = { readonly email: string; readonly password: string }

/** A confirmed account of the demo pool, made as people make theirs; leaves the browser signed out. */
export const createAccount = async (visitor: Visitor): Promise<Account> => {
  const account = { email: newAddress(), password: 'Analytical-1843' }
  await openSignInFromDemo(visitor)
  await signUp(visitor, account)
  await confirmByCode(visitor, account.email)
  await demoScreen(visitor.page).expectSignedIn(account.email)
  await signOutOfDemo(visitor)
  return account
}
