-- AlterTable
ALTER TABLE "user_pool_domains" ADD COLUMN     "check_at" TIMESTAMPTZ(3),
ADD COLUMN     "lost_at" TIMESTAMPTZ(3),
ADD COLUMN     "proved_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "tls_certificates" (
    "id" TEXT NOT NULL,
    "names" TEXT[],
    "chain" TEXT NOT NULL,
    "key_sealed" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tls_certificates_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user_pool_domains_check_at_idx" ON "user_pool_domains"("check_at");

-- Domains that answer already go on doing so.
UPDATE "user_pool_domains" SET "proved_at" = "created_at" WHERE "kind" = 'custom';
