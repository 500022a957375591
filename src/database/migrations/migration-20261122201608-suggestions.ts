import { Migration } from "@mikro-orm/migrations";

export class SuggestionsMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create table "suggestion_queue" ("article_id" bigint not null, "is_indexed" boolean not null default false, primary key ("article_id"));`);
    this.addSql(`create index "suggestion_queue_next" on "suggestion_queue" ("is_indexed", "article_id");`);

    this.addSql(`create table "suggestions" ("article_id" bigint not null, "target_id" bigint not null, "is_foreign" boolean not null, "score" smallint not null, "text_points" smallint not null, "tag_points" smallint not null, "storyline_points" smallint not null, "contributor_points" smallint not null, "section_points" smallint not null, "recency_points" smallint not null, "tag_ids" bigint[] not null, "storyline_id" bigint null, "contributor_id" bigint null, "published_at" timestamptz(3) null, primary key ("article_id", "target_id"));`);
    this.addSql(`create index "suggestions_best" on "suggestions" ("article_id", "is_foreign", "score", "target_id");`);
    this.addSql(`create index "suggestions_incoming" on "suggestions" ("target_id", "published_at", "article_id");`);

    this.addSql(`create table "suggestion_dismissals" ("article_id" bigint not null, "target_id" bigint not null, "dismissed_at" timestamptz(3) not null, primary key ("article_id", "target_id"));`);

    this.addSql(`create table "suggestion_statistics" ("term" text collate "C" not null, "articles" int not null, primary key ("term"));`);

    this.addSql(`create table "suggestion_terms" ("article_id" bigint not null, "term" text collate "C" not null, "weight" smallint not null, primary key ("article_id", "term"));`);
    this.addSql(`create index "suggestion_terms_by_term" on "suggestion_terms" ("term", "article_id") include ("weight");`);

    this.addSql(`delete from "related_stories" where origin = 'ALGORITHM';`);
    this.addSql(`alter table "related_stories" drop column "score";`);
    this.addSql(`alter table "related_stories" add constraint "related_stories_made_by_hand" check (origin <> 'ALGORITHM');`);

    this.addSql(`alter table "suggestion_queue" add constraint "suggestion_queue_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "suggestions" add constraint "suggestions_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "suggestions" add constraint "suggestions_target_id_foreign" foreign key ("target_id") references "articles" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "suggestion_dismissals" add constraint "suggestion_dismissals_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "suggestion_dismissals" add constraint "suggestion_dismissals_target_id_foreign" foreign key ("target_id") references "articles" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "suggestion_terms" add constraint "suggestion_terms_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);
  }

  override down(): void | Promise<void> {

    this.addSql(`drop table if exists "suggestion_queue" cascade;`);
    this.addSql(`drop table if exists "suggestions" cascade;`);
    this.addSql(`drop table if exists "suggestion_dismissals" cascade;`);
    this.addSql(`drop table if exists "suggestion_statistics" cascade;`);
    this.addSql(`drop table if exists "suggestion_terms" cascade;`);

    this.addSql(`alter table "related_stories" drop constraint "related_stories_made_by_hand";`);
    this.addSql(`alter table "related_stories" add "score" float4 null;`);

  }

}
