-- CreateTable
CREATE TABLE "brand_assets" (
    "pool_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "bytes" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "brand_assets_pkey" PRIMARY KEY ("pool_id","hash")
);

-- CreateTable
CREATE TABLE "ui_customizations" (
    "pool_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "client_id" TEXT,
    "css" TEXT,
    "css_version" TEXT,
    "logo" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ui_customizations_pkey" PRIMARY KEY ("pool_id","scope")
);

-- CreateIndex
CREATE INDEX "brand_assets_used_at_idx" ON "brand_assets"("used_at");

-- CreateIndex
CREATE UNIQUE INDEX "ui_customizations_client_id_key" ON "ui_customizations"("client_id");

-- AddForeignKey
ALTER TABLE "brand_assets" ADD CONSTRAINT "brand_assets_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ui_customizations" ADD CONSTRAINT "ui_customizations_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ui_customizations" ADD CONSTRAINT "ui_customizations_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "app_clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;
