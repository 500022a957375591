import { Migration } from "@mikro-orm/migrations";

export class StorylinesMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create type "storyline_status" as enum ('ACTIVE', 'CLOSED');`);

    this.addSql(`create table "storylines" ("id" bigserial primary key, "uri" varchar(2048) not null, "slug" varchar(160) not null, "title" varchar(255) not null, "status" "storyline_status" not null, "summary" text null);`);
    this.addSql(`alter table "storylines" add constraint "storylines_uri_unique" unique ("uri");`);
    this.addSql(`alter table "storylines" add constraint "storylines_slug_unique" unique ("slug");`);
    this.addSql(`create index "storylines_title_id_index" on "storylines" ("title", "id");`);

    this.addSql(`create table "storyline_entries" ("id" bigserial primary key, "storyline_id" bigint not null, "article_id" bigint not null, "position" int not null, "key_moment" boolean not null, "caption" text null, "published_at" timestamptz(3) null);`);
    this.addSql(`create index "storyline_entries_editorial" on "storyline_entries" ("storyline_id", "position", "id");`);
    this.addSql(`create index "storyline_entries_chronological" on "storyline_entries" ("storyline_id", "published_at", "id");`);
    this.addSql(`alter table "storyline_entries" add constraint "storyline_entries_once" unique ("article_id", "storyline_id");`);

    this.addSql(`alter table "storyline_entries" add constraint "storyline_entries_storyline_id_foreign" foreign key ("storyline_id") references "storylines" ("id") on delete cascade;`);
    this.addSql(`alter table "storyline_entries" add constraint "storyline_entries_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "storyline_entries" drop constraint "storyline_entries_storyline_id_foreign";`);

    this.addSql(`drop table if exists "storylines" cascade;`);
    this.addSql(`drop table if exists "storyline_entries" cascade;`);

    this.addSql(`drop type "storyline_status";`);
  }

}
