-- DropIndex
DROP INDEX "users_pool_id_username_idx";

-- CreateIndex
CREATE INDEX "users_pool_id_username_idx" ON "users"("pool_id", "username" text_pattern_ops);
