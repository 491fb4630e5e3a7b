-- CreateTable
CREATE TABLE "installation" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "user_pools" (
    "id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pools_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_counts" (
    "pool_id" TEXT NOT NULL,
    "shard" SMALLINT NOT NULL,
    "users" INTEGER NOT NULL,

    CONSTRAINT "user_counts_pkey" PRIMARY KEY ("pool_id","shard")
);

-- CreateTable
CREATE TABLE "user_pool_domains" (
    "domain" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "managed_login_version" INTEGER NOT NULL DEFAULT 1,
    "custom_domain_config" JSONB,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pool_domains_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "app_clients" (
    "id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_client_secrets" (
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "secret_sealed" TEXT NOT NULL,
    "secret_digest" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_client_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_keys" (
    "kid" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "alg" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "private_key_sealed" TEXT NOT NULL,
    "active_from" TIMESTAMPTZ(3) NOT NULL,
    "published_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("kid")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "pool_id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "attributes" JSONB NOT NULL,
    "pending_attributes" JSONB NOT NULL DEFAULT '{}',
    "password_hash" TEXT,
    "srp_sealed" TEXT,
    "password_set_at" TIMESTAMPTZ(3),
    "password_expires_at" TIMESTAMPTZ(3),
    "mfa" JSONB NOT NULL DEFAULT '{}',
    "identities" JSONB NOT NULL DEFAULT '[]',
    "tokens_valid_from" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_names" (
    "pool_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "user_names_pkey" PRIMARY KEY ("pool_id","name")
);

-- CreateTable
CREATE TABLE "password_history" (
    "user_id" UUID NOT NULL,
    "replaced_by" INTEGER NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_history_pkey" PRIMARY KEY ("user_id","replaced_by")
);

-- CreateTable
CREATE TABLE "groups" (
    "pool_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "role_arn" TEXT,
    "precedence" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "groups_pkey" PRIMARY KEY ("pool_id","name")
);

-- CreateTable
CREATE TABLE "group_memberships" (
    "pool_id" TEXT NOT NULL,
    "group_name" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "group_memberships_pkey" PRIMARY KEY ("pool_id","group_name","user_id")
);

-- CreateTable
CREATE TABLE "resource_servers" (
    "pool_id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "resource_servers_pkey" PRIMARY KEY ("pool_id","identifier")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "user_id" UUID,
    "wire" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_codes" (
    "user_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "attribute" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_codes_pkey" PRIMARY KEY ("user_id","purpose")
);

-- CreateTable
CREATE TABLE "attempt_counters" (
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),
    "refused" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_counters_pkey" PRIMARY KEY ("kind","subject")
);

-- CreateTable
CREATE TABLE "token_families" (
    "origin_jti" UUID NOT NULL,
    "pool_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "grant_id" TEXT,
    "session_uid" TEXT,
    "scope" TEXT NOT NULL,
    "resource" TEXT,
    "nonce" TEXT,
    "amr" TEXT[],
    "acr" TEXT,
    "jkt" TEXT,
    "device_key" TEXT,
    "event_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "auth_time" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "token_families_pkey" PRIMARY KEY ("origin_jti")
);

-- CreateTable
CREATE TABLE "refresh_tokens" (
    "digest" TEXT NOT NULL,
    "origin_jti" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),
    "successor_sealed" TEXT,

    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "oidc_models" (
    "model" TEXT NOT NULL,
    "id_digest" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "grant_id" TEXT,
    "uid" TEXT,
    "user_code" TEXT,
    "account_id" TEXT,
    "consumed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "oidc_models_pkey" PRIMARY KEY ("pool_id","model","id_digest")
);

-- CreateTable
CREATE TABLE "outbox_messages" (
    "id" UUID NOT NULL,
    "pool_id" TEXT NOT NULL,
    "client_id" TEXT,
    "user_id" TEXT,
    "username" TEXT,
    "medium" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "body_sealed" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_keys" (
    "id" TEXT NOT NULL,
    "secret_sealed" TEXT NOT NULL,
    "description" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user_pools_region_id_idx" ON "user_pools"("region", "id");

-- CreateIndex
CREATE UNIQUE INDEX "user_pool_domains_pool_id_kind_key" ON "user_pool_domains"("pool_id", "kind");

-- CreateIndex
CREATE INDEX "app_clients_pool_id_id_idx" ON "app_clients"("pool_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "app_client_secrets_client_id_slot_key" ON "app_client_secrets"("client_id", "slot");

-- CreateIndex
CREATE INDEX "signing_keys_pool_id_active_from_idx" ON "signing_keys"("pool_id", "active_from");

-- CreateIndex
CREATE INDEX "signing_keys_published_until_idx" ON "signing_keys"("published_until");

-- CreateIndex
CREATE INDEX "users_pool_id_id_idx" ON "users"("pool_id", "id");

-- CreateIndex
CREATE INDEX "users_pool_id_status_id_idx" ON "users"("pool_id", "status", "id");

-- CreateIndex
CREATE INDEX "users_pool_id_enabled_id_idx" ON "users"("pool_id", "enabled", "id");

-- CreateIndex
CREATE UNIQUE INDEX "user_names_user_id_kind_key" ON "user_names"("user_id", "kind");

-- CreateIndex
CREATE INDEX "group_memberships_user_id_group_name_idx" ON "group_memberships"("user_id", "group_name");

-- CreateIndex
CREATE INDEX "sign_in_attempts_expires_at_idx" ON "sign_in_attempts"("expires_at");

-- CreateIndex
CREATE INDEX "verification_codes_expires_at_idx" ON "verification_codes"("expires_at");

-- CreateIndex
CREATE INDEX "attempt_counters_updated_at_idx" ON "attempt_counters"("updated_at");

-- CreateIndex
CREATE INDEX "token_families_user_id_idx" ON "token_families"("user_id");

-- CreateIndex
CREATE INDEX "token_families_expires_at_idx" ON "token_families"("expires_at");

-- CreateIndex
CREATE INDEX "refresh_tokens_origin_jti_idx" ON "refresh_tokens"("origin_jti");

-- CreateIndex
CREATE INDEX "oidc_models_expires_at_idx" ON "oidc_models"("expires_at");

-- CreateIndex
CREATE INDEX "outbox_messages_status_next_try_at_idx" ON "outbox_messages"("status", "next_try_at");

-- CreateIndex
CREATE INDEX "outbox_messages_pool_id_created_at_idx" ON "outbox_messages"("pool_id", "created_at");

-- CreateIndex
CREATE INDEX "outbox_messages_destination_created_at_idx" ON "outbox_messages"("destination", "created_at");

-- AddForeignKey
ALTER TABLE "user_counts" ADD CONSTRAINT "user_counts_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_pool_domains" ADD CONSTRAINT "user_pool_domains_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_clients" ADD CONSTRAINT "app_clients_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app_client_secrets" ADD CONSTRAINT "app_client_secrets_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "app_clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_names" ADD CONSTRAINT "user_names_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_history" ADD CONSTRAINT "password_history_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groups" ADD CONSTRAINT "groups_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_memberships" ADD CONSTRAINT "group_memberships_pool_id_group_name_fkey" FOREIGN KEY ("pool_id", "group_name") REFERENCES "groups"("pool_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_memberships" ADD CONSTRAINT "group_memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_servers" ADD CONSTRAINT "resource_servers_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "user_pools"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_codes" ADD CONSTRAINT "verification_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "token_families" ADD CONSTRAINT "token_families_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_origin_jti_fkey" FOREIGN KEY ("origin_jti") REFERENCES "token_families"("origin_jti") ON DELETE CASCADE ON UPDATE CASCADE;
