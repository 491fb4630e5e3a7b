import { callAws } from '#e2e/support/call-aws.ts'

export type Person = { readonly username: string; readonly password: string }

/** Somebody new in a pool, confirmed by an operator, with these attributes. */
export const addPerson = async (url: string, poolId: string, attributes: Readonly<Record<string, string>> = {}): Promise<Person> => {
  const person = { username: `ada-${crypto.randomUUID().slice(0, 8)}`, password: 'Analytical-1843' }
  const named = { UserPoolId: poolId, Username: person.username }
  await callAws(url, 'AdminCreateUser', { ...named, MessageAction: 'SUPPRESS', UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })) })
  await callAws(url, 'AdminSetUserPassword', { ...named, Password: person.password, Permanent: true })
  return person
}
