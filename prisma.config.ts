import { defineConfig } from 'prisma/config'

// The program itself migrates at start; this serves the Prisma command line against a PostgreSQL server.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost:5432/poolhouse' },
})
