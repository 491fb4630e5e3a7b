-- AlterTable
ALTER TABLE "token_families" ADD COLUMN     "last_address" TEXT,
ADD COLUMN     "last_user_agent" TEXT;

-- CreateTable
CREATE TABLE "web_authn_credentials" (
    "pool_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "slot" SMALLINT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "aaguid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rp_id" TEXT NOT NULL,
    "attachment" TEXT,
    "backed_up" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "web_authn_credentials_pkey" PRIMARY KEY ("pool_id","id")
);

-- CreateTable
CREATE TABLE "web_authn_challenges" (
    "digest" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "rp_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "web_authn_challenges_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "terms" (
    "id" UUID NOT NULL,
    "pool_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "enforcement" TEXT NOT NULL,
    "links" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "terms_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "web_authn_credentials_user_id_slot_key" ON "web_authn_credentials"("user_id", "slot");

-- CreateIndex
CREATE INDEX "web_authn_challenges_user_id_created_at_idx" ON "web_authn_challenges"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "web_authn_challenges_expires_at_idx" ON "web_authn_challenges"("expires_at");

-- CreateIndex
CREATE INDEX "terms_pool_id_id_idx" ON "terms"("pool_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "terms_client_id_name_key" ON "terms"("client_id", "name");

-- AddForeignKey
ALTER TABLE "web_authn_credentials" ADD CONSTRAINT "web_authn_credentials_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "web_authn_challenges" ADD CONSTRAINT "web_authn_challenges_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terms" ADD CONSTRAINT "terms_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terms" ADD CONSTRAINT "terms_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "app_clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;
