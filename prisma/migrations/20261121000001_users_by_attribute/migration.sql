-- What the schema language cannot describe: what users are searched by, each with "=" and "starts with"
-- (Cognito: ListUsers, Filter). text_pattern_ops serves both, whatever the collation of the database.
CREATE INDEX "users_pool_id_email_idx" ON "users" ("pool_id", ("attributes" ->> 'email') text_pattern_ops);
CREATE INDEX "users_pool_id_phone_number_idx" ON "users" ("pool_id", ("attributes" ->> 'phone_number') text_pattern_ops);
CREATE INDEX "users_pool_id_preferred_username_idx" ON "users" ("pool_id", ("attributes" ->> 'preferred_username') text_pattern_ops);
CREATE INDEX "users_pool_id_name_idx" ON "users" ("pool_id", ("attributes" ->> 'name') text_pattern_ops);
CREATE INDEX "users_pool_id_given_name_idx" ON "users" ("pool_id", ("attributes" ->> 'given_name') text_pattern_ops);
CREATE INDEX "users_pool_id_family_name_idx" ON "users" ("pool_id", ("attributes" ->> 'family_name') text_pattern_ops);
CREATE INDEX "users_pool_id_lower_username_idx" ON "users" ("pool_id", lower("username") text_pattern_ops);
