-- AlterTable
ALTER TABLE "terms" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "terms_acceptances" (
    "user_id" UUID NOT NULL,
    "terms_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "client_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "terms_acceptances_pkey" PRIMARY KEY ("user_id","terms_id","version")
);

-- CreateTable
CREATE TABLE "managed_login_brandings" (
    "id" UUID NOT NULL,
    "pool_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "use_provided" BOOLEAN NOT NULL,
    "settings" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "managed_login_brandings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "managed_login_assets" (
    "branding_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "color_mode" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "extension" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "served" JSONB NOT NULL,

    CONSTRAINT "managed_login_assets_pkey" PRIMARY KEY ("branding_id","category","color_mode","resource_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "managed_login_brandings_client_id_key" ON "managed_login_brandings"("client_id");

-- CreateIndex
CREATE INDEX "managed_login_brandings_pool_id_idx" ON "managed_login_brandings"("pool_id");

-- AddForeignKey
ALTER TABLE "terms_acceptances" ADD CONSTRAINT "terms_acceptances_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "managed_login_brandings" ADD CONSTRAINT "managed_login_brandings_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "managed_login_brandings" ADD CONSTRAINT "managed_login_brandings_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "app_clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "managed_login_assets" ADD CONSTRAINT "managed_login_assets_branding_id_fkey" FOREIGN KEY ("branding_id") REFERENCES "managed_login_brandings"("id") ON DELETE CASCADE ON UPDATE CASCADE;
