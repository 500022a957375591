import { Migration } from "@mikro-orm/migrations";

export class FetchedSourcesMigration extends Migration {
  override up(): void | Promise<void> {
    this.addSql(
      `create table "fetched_sources" ("url" varchar(2048) not null, "etag" text null, "last_modified" text null, "fetched_at" timestamptz(3) not null, primary key ("url"));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "fetched_sources" cascade;`);
  }
}
