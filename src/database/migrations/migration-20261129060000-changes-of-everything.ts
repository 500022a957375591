import { Migration } from "@mikro-orm/migrations";

export class ChangesOfEverythingMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create type "entity_type" as enum ('ARTICLE', 'SECTION', 'TAG', 'CONTRIBUTOR', 'IMAGE', 'STORYLINE');`);
    this.addSql(`drop index "changes_of_article";`);
    this.addSql(`alter table "changes" rename column "article_id" to "entity_id";`);
    this.addSql(`alter table "changes" add column "entity_type" "entity_type" not null default 'ARTICLE', add column "is_for_desk" boolean not null default false,
      add column "targets" bigint[] not null default '{}', add column "was_targets" bigint[] null;`);
    this.addSql(`alter table "changes" alter column "uri" drop not null, alter column "language" drop not null;`);
    this.addSql(`create index "changes_of_entity" on "changes" ("entity_type", "entity_id", "id");`);

    // Pictures and storylines are among what an answer that shows an article is cached under.
    for (const [node, table, column] of [
      ["Image", "article_images", "image_id"],
      ["Storyline", "storyline_entries", "storyline_id"],
    ])
      this.addSql(`update "changes" as c set "cache_tags" = c."cache_tags" || u."tags" from (
        select "article_id", array_agg('${node}:' || "${column}" order by "${column}") as "tags" from "${table}" group by 1
      ) as u where u."article_id" = c."entity_id";`);

    this.addSql(`update "changes" as c set "targets" = r."targets" from (
      select "article_id", array_agg(distinct "target_id" order by "target_id") as "targets" from "related_stories" group by 1
    ) as r where r."article_id" = c."entity_id";`);

    // Everything that the log tells of has a change, so that the log is the whole newsroom.
    for (const [type, node, table] of [
      ["SECTION", "Section", "sections"],
      ["TAG", "Tag", "tags"],
      ["CONTRIBUTOR", "Contributor", "contributors"],
      ["IMAGE", "Image", "images"],
      ["STORYLINE", "Storyline", "storylines"],
    ])
      this.addSql(`insert into "changes" ("turn", "entity_type", "entity_id", "kind", "written_at", "visible_from", "was_visible_from", "version", "changed_fields", "cache_tags")
        select pg_current_xact_id(), '${type}', id, 'PUBLISHED', coalesce((select max("written_at") from "changes"), now()), 'infinity', 'infinity', 0, '{}', array['${node}:' || id] from "${table}" order by id;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`delete from "changes" where "entity_type" <> 'ARTICLE';`);
    this.addSql(`drop index "changes_of_entity";`);
    this.addSql(`alter table "changes" alter column "uri" set not null, alter column "language" set not null;`);
    this.addSql(`alter table "changes" drop column "entity_type", drop column "is_for_desk", drop column "targets", drop column "was_targets";`);
    this.addSql(`alter table "changes" rename column "entity_id" to "article_id";`);
    this.addSql(`create index "changes_of_article" on "changes" ("article_id", "id");`);
    this.addSql(`drop type "entity_type";`);
  }

}
