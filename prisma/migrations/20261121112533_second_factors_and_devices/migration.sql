-- CreateTable
CREATE TABLE "software_tokens" (
    "user_id" UUID NOT NULL,
    "seeds_sealed" TEXT NOT NULL,
    "friendly_name" TEXT,
    "last_step" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "software_tokens_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "devices" (
    "key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "group_key" TEXT NOT NULL,
    "name" TEXT,
    "srp_sealed" TEXT NOT NULL,
    "remembered" BOOLEAN NOT NULL,
    "last_address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "last_authenticated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "devices_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "devices_user_id_key_key" ON "devices"("user_id", "key");

-- AddForeignKey
ALTER TABLE "software_tokens" ADD CONSTRAINT "software_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
