import { Migration } from "@mikro-orm/migrations";

export class DeskMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create type "correction_kind" as enum ('CORRECTION', 'CLARIFICATION', 'UPDATE', 'RETRACTION');`);
    this.addSql(`create type "withdrawal_kind" as enum ('KILL', 'RETRACTION', 'LEGAL', 'EMBARGO_BREACH', 'DUPLICATE');`);

    this.addSql(`create table "front_slots" ("section_id" bigint not null, "position" smallint not null, "article_id" bigint not null, "headline" text null, primary key ("section_id", "position"));`);
    this.addSql(`create index "front_slots_article_id_index" on "front_slots" ("article_id");`);
    this.addSql(`alter table "front_slots" add constraint "front_slots_once" unique ("section_id", "article_id");`);

    this.addSql(`create table "corrections" ("article_id" bigint not null, "version" int not null, "kind" "correction_kind" not null, "at" timestamptz(3) not null, "text" text not null, primary key ("article_id", "version"));`);

    this.addSql(`create table "article_versions" ("article_id" bigint not null, "version" int not null, "at" timestamptz(3) not null, "headline" text not null, "changed_fields" json not null, "visible_from" timestamptz(3) null, "snapshot" json null, primary key ("article_id", "version"));`);

    this.addSql(`create table "withdrawals" ("article_id" bigint not null, "kind" "withdrawal_kind" not null, "at" timestamptz(3) not null, "public_text" text null, "reason" text not null, "replacement_id" bigint null, primary key ("article_id"));`);
    this.addSql(`create index "withdrawals_replacement_id_index" on "withdrawals" ("replacement_id");`);

    this.addSql(`alter table "articles" add "source_version" int not null default 0, add "is_syndicatable" boolean not null default true;`);

    this.addSql(`alter table "front_slots" add constraint "front_slots_section_id_foreign" foreign key ("section_id") references "sections" ("id") on delete cascade;`);
    this.addSql(`alter table "front_slots" add constraint "front_slots_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);

    this.addSql(`alter table "corrections" add constraint "corrections_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);

    this.addSql(`alter table "article_versions" add constraint "article_versions_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);

    this.addSql(`alter table "withdrawals" add constraint "withdrawals_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "withdrawals" add constraint "withdrawals_replacement_id_foreign" foreign key ("replacement_id") references "articles" ("id") on delete set null;`);

    // Until now the version was the source's. What there is becomes a first version, of which only the row is on record.
    this.addSql(`update "articles" set "source_version" = "version", "version" = case when "representation" = 'PARTIAL' and "content_hash" is null then 0 else 1 end;`);
    this.addSql(`insert into "article_versions" ("article_id", "version", "at", "headline", "changed_fields", "visible_from")
      select "id", 1, "modified_at", "headline", '[]', case when "status" = 'PUBLISHED' and "published_at" is not null then greatest("published_at", "embargoed_until") end
      from "articles" where "version" = 1;`);
  }

  override down(): void | Promise<void> {

    this.addSql(`drop table if exists "front_slots" cascade;`);
    this.addSql(`drop table if exists "corrections" cascade;`);
    this.addSql(`drop table if exists "article_versions" cascade;`);
    this.addSql(`drop table if exists "withdrawals" cascade;`);

    this.addSql(`update "articles" set "version" = "source_version";`);
    this.addSql(`alter table "articles" drop column "source_version", drop column "is_syndicatable";`);

    this.addSql(`drop type "correction_kind";`);
    this.addSql(`drop type "withdrawal_kind";`);
  }

}
