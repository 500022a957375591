import { Migration } from "@mikro-orm/migrations";

export class ChangesMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create type "change_kind" as enum ('PUBLISHED', 'UPDATED', 'CORRECTED', 'WITHDRAWN', 'DELETED', 'RELATIONS_CHANGED');`);
    this.addSql(`create table "changes" ("id" bigserial primary key, "transaction" xid8 not null default pg_current_xact_id(), "turn" xid8 not null, "article_id" bigint not null, "uri" varchar(2048) not null, "kind" "change_kind" not null, "written_at" timestamptz(3) not null, "visible_from" timestamptz(3) not null, "was_visible_from" timestamptz(3) not null, "version" int not null, "language" varchar(35) not null, "was_language" varchar(35) null, "changed_fields" text[] not null, "cache_tags" text[] not null, "was_cache_tags" text[] null);`);

    this.addSql(`create table "change_log" ("id" smallint primary key, "secret" varchar(64) not null, "pruned_until" timestamptz(3) not null default '-infinity');`);
    this.addSql(`insert into "change_log" ("id", "secret") values (1, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));`);

    // Every article has a change, so that the log is the whole newsroom: a first one for those that are older than it.
    this.addSql(`insert into "changes" ("turn", "article_id", "uri", "kind", "written_at", "visible_from", "was_visible_from", "version", "language", "changed_fields", "cache_tags")
      select pg_current_xact_id(), a.id, a.uri, case when v.visible_from = 'infinity' then 'UPDATED' else 'PUBLISHED' end::change_kind, a.modified_at, v.visible_from, 'infinity', a.version, a.language, '{}',
        array(select 'Article:' || a.id
          union all (select 'Section:' || l.section_id from section_listings l where l.article_id = a.id order by l.section_id)
          union all (select 'Tag:' || t.tag_id from taggings t where t.article_id = a.id group by t.tag_id order by t.tag_id)
          union all (select 'Contributor:' || c.contributor_id from contributions c where c.article_id = a.id group by c.contributor_id order by c.contributor_id))
      from articles a cross join lateral (select case when a.status <> 'PUBLISHED' or a.published_at is null then 'infinity'
        when greatest(a.published_at, a.embargoed_until) <= a.modified_at then '-infinity' else greatest(a.published_at, a.embargoed_until) end as visible_from) as v
      order by a.modified_at, a.id;`);

    this.addSql(`create index "changes_in_turn" on "changes" ("turn", "id");`);
    this.addSql(`create index "changes_of_article" on "changes" ("article_id", "id");`);
    this.addSql(`create index "changes_to_appear" on "changes" ("visible_from") where visible_from > '-infinity' and visible_from < 'infinity';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "changes" cascade;`);
    this.addSql(`drop table if exists "change_log" cascade;`);

    this.addSql(`drop type "change_kind";`);
  }

}
