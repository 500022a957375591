import { Migration } from "@mikro-orm/migrations";

export class ApiKeysMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create table "api_keys" ("id" bigserial primary key, "name" varchar(200) not null, "digest" varchar(64) not null, "scopes" text[] not null, "section_ids" bigint[] null, "points_per_minute" int null, "expires_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "created_by_id" bigint null);`);

    this.addSql(`alter table "api_keys" add constraint "api_keys_created_by_id_foreign" foreign key ("created_by_id") references "api_keys" ("id") on delete set null;`);
    this.addSql(`create or replace function "api_keys_api_keys_changed_fn"() returns trigger as \$\$ begin perform pg_notify('kiosque_api_keys_changed', ''); return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "api_keys_changed" AFTER INSERT OR UPDATE OR DELETE on "api_keys" for each STATEMENT execute function "api_keys_api_keys_changed_fn"();`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "api_keys" drop constraint "api_keys_created_by_id_foreign";`);

    this.addSql(`drop trigger if exists "api_keys_changed" on "api_keys";`);
    this.addSql(`drop function if exists "api_keys_api_keys_changed_fn"();`);
    this.addSql(`drop table if exists "api_keys" cascade;`);
  }

}
