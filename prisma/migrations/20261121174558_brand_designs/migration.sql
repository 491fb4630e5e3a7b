-- CreateTable
CREATE TABLE "brand_designs" (
    "target" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "client_id" TEXT,
    "draft" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "latest" INTEGER NOT NULL DEFAULT 0,
    "published" INTEGER,
    "files" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "brand_designs_pkey" PRIMARY KEY ("target")
);

-- CreateTable
CREATE TABLE "brand_design_versions" (
    "target" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "design" JSONB NOT NULL,
    "files" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "brand_design_versions_pkey" PRIMARY KEY ("target","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "brand_designs_client_id_key" ON "brand_designs"("client_id");

-- CreateIndex
CREATE INDEX "brand_designs_pool_id_idx" ON "brand_designs"("pool_id");

-- AddForeignKey
ALTER TABLE "brand_designs" ADD CONSTRAINT "brand_designs_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "brand_designs" ADD CONSTRAINT "brand_designs_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "app_clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "brand_design_versions" ADD CONSTRAINT "brand_design_versions_target_fkey" FOREIGN KEY ("target") REFERENCES "brand_designs"("target") ON DELETE CASCADE ON UPDATE CASCADE;
