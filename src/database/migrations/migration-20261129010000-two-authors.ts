import { Migration } from "@mikro-orm/migrations";

/** Whether readers have seen an article's version, as content/visibility.ts has it. */
const APPEARED = `v.visible_from <= now() and not exists (select from article_versions as n
  where n.article_id = v.article_id and n.version = v.version + 1 and n.at <= v.visible_from)`;

export class TwoAuthorsMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create type "source_status" as enum ('USABLE', 'WITHHELD', 'CANCELED');`);
    this.addSql(`create type "desk_status" as enum ('PENDING', 'DRAFT', 'PUBLISHED', 'UNPUBLISHED', 'WITHDRAWN');`);
    this.addSql(`create type "source_hold" as enum ('WITHHELD', 'CANCELED', 'EMBARGOED');`);
    this.addSql(`create table "source_holds" ("uri" varchar(2048) not null, "fingerprint" varchar(64) not null, "hold" "source_hold" not null, "source_version" int not null, "updated_at" timestamptz(3) null, "embargoed_until" timestamptz(3) null, primary key ("uri", "fingerprint"));`);

    this.addSql(`create table "source_pending" ("article_id" bigint not null, "fields" text[] not null, "is_whole" boolean not null, "draft" json not null, primary key ("article_id"));`);
    this.addSql(`alter table "source_pending" add constraint "source_pending_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "articles" add "source_status" "source_status" null, add "source_published_at" timestamptz(3) null, add "source_embargoed_until" timestamptz(3) null, add "source_updated_at" timestamptz(3) null, add "desk_status" "desk_status" null, add "desk_published_at" timestamptz(3) null, add "desk_embargoed_until" timestamptz(3) null, add "desk_fields" text[] not null default '{}', add "seen_at" timestamptz(3) null;`);

    // What has a hash was sent by a source. Who took it back is known of withdrawals only: any other hold of such a story
    // counts as the desk's, so that no source lifts it.
    this.addSql(`update "articles" as a set
      "source_status" = case when a.content_hash is null then null when w.reason = 'Cancelled by its source.' then 'CANCELED' else 'USABLE' end::source_status,
      "source_published_at" = case when a.content_hash is not null then a.published_at end,
      "source_embargoed_until" = case when a.content_hash is not null then a.embargoed_until end,
      "source_updated_at" = case when a.content_hash is not null then a.updated_at end,
      "desk_status" = case
        when a.status = 'WITHDRAWN' then case when w.reason = 'Cancelled by its source.' then null else 'WITHDRAWN' end
        when a.status = 'DRAFT' then case when a.content_hash is null then 'DRAFT' when seen.at is null then 'PENDING' else 'UNPUBLISHED' end
        when a.content_hash is null then 'PUBLISHED' end::desk_status,
      "desk_published_at" = case when a.content_hash is null then a.published_at end,
      "desk_embargoed_until" = case when a.content_hash is null then a.embargoed_until end,
      "seen_at" = seen.at
      from "articles" as b left join "withdrawals" as w on w.article_id = b.id
      cross join lateral (select coalesce(
        (select min(v.visible_from) from "article_versions" as v where v.article_id = b.id and ${APPEARED}), w.at,
        case when b.status = 'PUBLISHED' and greatest(b.published_at, b.embargoed_until) <= now() then greatest(b.published_at, b.embargoed_until) end) as at) as seen
      where b.id = a.id and a.version > 0;`);

    // Stories known from others: their words are those of the stories that mention them, and show with the first of these.
    this.addSql(`alter table "related_stories" add "mention" json null;`);
    this.addSql(`update "related_stories" as r set "mention" = json_strip_nulls(json_build_object('headline', t.headline, 'slug', t.slug, 'language', t.language, 'publishedAt', t.published_at))
      from "articles" as t where t.id = r.target_id and t.version = 0;`);
    this.addSql(`update "articles" as a set
      "seen_at" = case when a.status = 'PUBLISHED' and a.published_at <= now() then a.published_at end,
      "status" = case when told.visible_from is null then 'DRAFT' else a.status end,
      "embargoed_until" = case when told.visible_from > a.published_at and told.visible_from > now() then told.visible_from end
      from "articles" as b cross join lateral (
        select min(greatest(m.published_at, m.embargoed_until)) as visible_from from "related_stories" as r
        join "articles" as m on m.id = r.article_id where r.target_id = b.id and m.status = 'PUBLISHED') as told
      where b.id = a.id and a.version = 0 and a.status <> 'WITHDRAWN';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "source_holds" cascade;`);
    this.addSql(`drop table if exists "source_pending" cascade;`);

    this.addSql(`alter table "articles" drop column "source_status", drop column "source_published_at", drop column "source_embargoed_until", drop column "source_updated_at", drop column "desk_status", drop column "desk_published_at", drop column "desk_embargoed_until", drop column "desk_fields", drop column "seen_at";`);

    this.addSql(`alter table "related_stories" drop column "mention";`);

    this.addSql(`drop type "source_status";`);
    this.addSql(`drop type "desk_status";`);
    this.addSql(`drop type "source_hold";`);
  }

}
