-- CreateTable
CREATE TABLE "functions" (
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secrets_sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "modified_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "functions_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "trigger_invocations" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "pool_id" TEXT NOT NULL,
    "client_id" TEXT,
    "trigger" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "function_name" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "response" JSONB,
    "duration_ms" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "error" TEXT,
    "output" TEXT,
    "request_id" TEXT,

    CONSTRAINT "trigger_invocations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "trigger_invocations_pool_id_id_idx" ON "trigger_invocations"("pool_id", "id" DESC);

-- CreateIndex
CREATE INDEX "trigger_invocations_at_idx" ON "trigger_invocations"("at");

-- AddForeignKey
ALTER TABLE "trigger_invocations" ADD CONSTRAINT "trigger_invocations_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;
