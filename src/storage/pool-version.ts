import type { Prisma, PrismaClient } from '#prisma/client.ts'

/** Raises the pool's version: whatever was built from the pool with its clients, keys, domains and scopes is old now. */
export const raisePoolVersion = (prisma: PrismaClient, poolId: string): Prisma.PrismaPromise<unknown> =>
  prisma.userPool.updateMany({ where: { id: poolId }, data: { version: { increment: 1 } } })
