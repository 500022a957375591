import { Migration } from "@mikro-orm/migrations";

/** What stories share by name. */
const NAMED = [
  { table: "sections", type: "Section", links: "section_listings", column: "section_id" },
  { table: "tags", type: "Tag", links: "taggings", column: "tag_id" },
  { table: "contributors", type: "Contributor", links: "contributions", column: "contributor_id" },
];

export class WordsOfUseMigration extends Migration {

  override up(): void | Promise<void> {
    // Every lead picture has its use.
    this.addSql(`insert into "article_images" ("article_id", "image_id")
      select "id", "lead_image_id" from "articles" where "lead_image_id" is not null on conflict do nothing;`);
    this.addSql(`alter table "article_images" add "alt" text null, add "caption" text null, add "credit" text null;`);
    this.addSql(`update "article_images" as u set "alt" = i."alt", "caption" = i."caption", "credit" = i."credit"
      from "images" as i where i."id" = u."image_id";`);
    // What the story itself said last, where that is on record: what all shared may be another's words.
    this.addSql(`update "article_images" as u set "alt" = own."alt", "caption" = own."caption", "credit" = own."credit"
      from "articles" as a join "article_versions" as v on v."article_id" = a."id" and v."version" = a."version"
      cross join lateral json_to_recordset(v."snapshot" -> 'images') as own ("url" text, "alt" text, "caption" text, "credit" text)
      join "images" as i on i."url" = own."url"
      where u."article_id" = a."id" and u."image_id" = i."id" and own."alt" is not null;`);
    this.addSql(`alter table "article_images" alter column "alt" set not null;`);
    this.addSql(`alter table "images" drop column "alt", drop column "caption", drop column "credit";`);

    for (const { table, type, links, column } of NAMED) {
      this.addSql(`alter table "${table}" add "visible_from" timestamptz(3) null;`);
      // Stories that are seen or will be; those that were, in a former version; those that were withdrawn.
      this.addSql(`update "${table}" as n set "visible_from" = met."moment" from (
          select l."${column}", min(m."moment") as "moment" from "${links}" as l
          join "articles" as a on a."id" = l."article_id"
          cross join lateral (
            select greatest(a."published_at", a."embargoed_until") as "moment" where a."status" = 'PUBLISHED' and a."published_at" is not null
            union all
            select v."visible_from" from "article_versions" as v
            where v."article_id" = a."id" and v."visible_from" <= now() and not exists (select from "article_versions" as n
              where n."article_id" = v."article_id" and n."version" = v."version" + 1 and n."at" <= v."visible_from")
            union all
            select w."at" from "withdrawals" as w where w."article_id" = a."id"
          ) as m group by l."${column}"
        ) as met where met."${column}" = n."id";`);
      // And those that have it no longer.
      this.addSql(`update "${table}" as n set "visible_from" = least(n."visible_from", told."at") from (
          select substr(tag, ${type.length + 2})::bigint as "id", min(c."written_at") as "at"
          from "changes" as c cross join lateral unnest(c."cache_tags") as tag
          where c."visible_from" = '-infinity' and tag like '${type}:%' group by 1
        ) as told where told."id" = n."id";`);
    }
    this.addSql(`create index "tags_visible_from_index" on "tags" ("visible_from");`);
    this.addSql(`create index "contributors_visible_from_index" on "contributors" ("visible_from");`);
  }

  override down(): void | Promise<void> {
    for (const { table } of NAMED) this.addSql(`alter table "${table}" drop column "visible_from";`);
    this.addSql(`alter table "images" add "alt" text null, add "caption" text null, add "credit" text null;`);
    this.addSql(`update "images" as i set "alt" = coalesce(u."alt", ''), "caption" = u."caption", "credit" = u."credit"
      from "images" as same left join lateral (select * from "article_images" as u where u."image_id" = same."id"
        order by u."article_id" limit 1) as u on true where same."id" = i."id";`);
    this.addSql(`alter table "images" alter column "alt" set not null;`);
    this.addSql(`alter table "article_images" drop column "alt", drop column "caption", drop column "credit";`);
  }

}
