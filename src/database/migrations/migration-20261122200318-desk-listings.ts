import { Migration } from "@mikro-orm/migrations";

export class DeskListingsMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`alter table "section_listings" alter column "published_at" drop not null;`);
    // Stories that readers do not see were not listed until now.
    this.addSql(`with recursive wanted(article_id, section_id, parent_id, published_at) as (
      select a.id, s.id, s.parent_id, a.published_at from articles a join sections s on s.id = a.section_id
      where a.status <> 'PUBLISHED' or a.published_at is null
      union all
      select w.article_id, s.id, s.parent_id, w.published_at from wanted w join sections s on s.id = w.parent_id
    ) insert into section_listings (section_id, article_id, published_at)
    select section_id, article_id, published_at from wanted on conflict do nothing;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`delete from section_listings l using articles a where a.id = l.article_id and (a.status <> 'PUBLISHED' or a.published_at is null);`);
    this.addSql(`alter table "section_listings" alter column "published_at" set not null;`);
  }

}
