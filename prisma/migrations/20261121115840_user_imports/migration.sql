-- CreateTable
CREATE TABLE "user_import_jobs" (
    "id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role_arn" TEXT NOT NULL,
    "hash_algorithm" TEXT,
    "status" TEXT NOT NULL,
    "active_pool_id" TEXT,
    "file_id" UUID,
    "file_lines" INTEGER NOT NULL DEFAULT 0,
    "next_byte" INTEGER NOT NULL DEFAULT 0,
    "next_line" INTEGER NOT NULL DEFAULT 1,
    "imported_users" INTEGER NOT NULL DEFAULT 0,
    "skipped_users" INTEGER NOT NULL DEFAULT 0,
    "failed_users" INTEGER NOT NULL DEFAULT 0,
    "completion_message" TEXT,
    "lease_token" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "claims" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_import_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_import_chunks" (
    "id" TEXT NOT NULL,
    "job_id" TEXT NOT NULL,
    "file_id" UUID NOT NULL,
    "bytes_sealed" TEXT NOT NULL,

    CONSTRAINT "user_import_chunks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_import_rows" (
    "job_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "user_import_rows_pkey" PRIMARY KEY ("job_id","line")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_import_jobs_active_pool_id_key" ON "user_import_jobs"("active_pool_id");

-- CreateIndex
CREATE INDEX "user_import_jobs_pool_id_created_at_id_idx" ON "user_import_jobs"("pool_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "user_import_jobs_status_created_at_idx" ON "user_import_jobs"("status", "created_at");

-- CreateIndex
CREATE INDEX "user_import_chunks_job_id_idx" ON "user_import_chunks"("job_id");

-- AddForeignKey
ALTER TABLE "user_import_jobs" ADD CONSTRAINT "user_import_jobs_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_import_chunks" ADD CONSTRAINT "user_import_chunks_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "user_import_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_import_rows" ADD CONSTRAINT "user_import_rows_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "user_import_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
