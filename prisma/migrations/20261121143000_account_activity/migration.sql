-- AlterTable
ALTER TABLE "users" ADD COLUMN "deletion_due_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "user_events" (
    "id" UUID NOT NULL,
    "pool_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "response" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "client_id" TEXT,
    "wire" TEXT,
    "address" TEXT,
    "device" TEXT,
    "challenges" JSONB NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "user_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_links" (
    "digest" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "undo" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_links_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE INDEX "user_events_user_id_created_at_id_idx" ON "user_events"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "user_events_created_at_idx" ON "user_events"("created_at");

-- CreateIndex
CREATE INDEX "notice_links_user_id_created_at_idx" ON "notice_links"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "notice_links_expires_at_idx" ON "notice_links"("expires_at");

-- AddForeignKey
ALTER TABLE "user_events" ADD CONSTRAINT "user_events_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_links" ADD CONSTRAINT "notice_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Of part of a table, so written by hand: almost nobody waits to be deleted.
CREATE INDEX "users_by_deletion" ON "users"("deletion_due_at") WHERE "deletion_due_at" IS NOT NULL;
