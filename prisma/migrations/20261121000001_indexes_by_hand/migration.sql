-- What the schema language cannot describe: indexes on expressions and on a part of a table. A plain column is written as an
-- expression here, since a migration made from the schema would drop an index that the schema could have described.

-- What users are listed by, each in the order of its pages (Cognito: ListUsers, Filter). "C" is the order of bytes, in which
-- "starts with" is a range, whatever the collation of the database.
CREATE INDEX "users_by_username" ON "users" ("pool_id", ("username" || '') COLLATE "C", "id");
CREATE INDEX "users_by_email" ON "users" ("pool_id", ("attributes" ->> 'email') COLLATE "C", "id") WHERE ("attributes" ->> 'email') IS NOT NULL;
CREATE INDEX "users_by_phone_number" ON "users" ("pool_id", ("attributes" ->> 'phone_number') COLLATE "C", "id") WHERE ("attributes" ->> 'phone_number') IS NOT NULL;
CREATE INDEX "users_by_name" ON "users" ("pool_id", ("attributes" ->> 'name') COLLATE "C", "id") WHERE ("attributes" ->> 'name') IS NOT NULL;
CREATE INDEX "users_by_given_name" ON "users" ("pool_id", ("attributes" ->> 'given_name') COLLATE "C", "id") WHERE ("attributes" ->> 'given_name') IS NOT NULL;
CREATE INDEX "users_by_family_name" ON "users" ("pool_id", ("attributes" ->> 'family_name') COLLATE "C", "id") WHERE ("attributes" ->> 'family_name') IS NOT NULL;
CREATE INDEX "users_by_preferred_username" ON "users" ("pool_id", ("attributes" ->> 'preferred_username') COLLATE "C", "id") WHERE ("attributes" ->> 'preferred_username') IS NOT NULL;

-- Most models lack most of these.
CREATE INDEX "oidc_models_by_grant" ON "oidc_models" ("pool_id", "grant_id") WHERE "grant_id" IS NOT NULL;
CREATE INDEX "oidc_models_by_uid" ON "oidc_models" ("pool_id", "model", "uid") WHERE "uid" IS NOT NULL;
CREATE INDEX "oidc_models_by_user_code" ON "oidc_models" ("pool_id", "model", "user_code") WHERE "user_code" IS NOT NULL;
CREATE INDEX "oidc_models_by_account" ON "oidc_models" ("pool_id", "account_id") WHERE "account_id" IS NOT NULL;
CREATE INDEX "token_families_by_grant" ON "token_families" ("grant_id") WHERE "grant_id" IS NOT NULL;
CREATE INDEX "token_families_by_revocation" ON "token_families" ("revoked_at") WHERE "revoked_at" IS NOT NULL;
CREATE INDEX "outbox_messages_done" ON "outbox_messages" ("created_at") WHERE "status" <> 'pending';
