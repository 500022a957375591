import { Migration } from "@mikro-orm/migrations";

export class IdempotentWritesMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create table "idempotent_writes" ("key_id" bigint not null, "digest" varchar(64) not null, "ordinal" smallint not null, "request" varchar(64) not null, "result" text null, "written_at" timestamptz(3) not null, primary key ("key_id", "digest", "ordinal"));`);
    this.addSql(`create index "idempotent_writes_written_at_index" on "idempotent_writes" ("written_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table "idempotent_writes";`);
  }

}
