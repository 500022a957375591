import { Migration } from "@mikro-orm/migrations";

export class FoundationMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create type "article_status" as enum ('DRAFT', 'PUBLISHED', 'WITHDRAWN');`);
    this.addSql(`create type "representation" as enum ('FULL', 'PARTIAL');`);
    this.addSql(`create type "relation_kind" as enum ('READ_ALSO', 'BACKGROUND', 'FOLLOW_UP', 'ANALYSIS', 'EXPLAINER', 'LIVE', 'UPDATE_OF', 'CORRECTS', 'SAME_EVENT', 'SIMILAR');`);
    this.addSql(`create type "relation_origin" as enum ('EDITOR', 'IMPORT', 'STORYLINE', 'ALGORITHM');`);
    this.addSql(`create type "placement" as enum ('INLINE', 'SIDEBAR', 'END');`);
    this.addSql(`create type "contribution_role" as enum ('AUTHOR', 'PHOTOGRAPHER', 'EDITOR', 'TRANSLATOR', 'CORRESPONDENT', 'AGENCY');`);
    this.addSql(`create type "tag_kind" as enum ('TOPIC', 'PERSON', 'ORGANISATION', 'PLACE', 'EVENT');`);
    this.addSql(`create table "contributors" ("id" bigserial primary key, "slug" varchar(160) not null, "uri" varchar(2048) null, "name" varchar(255) not null, "title" varchar(255) null);`);
    this.addSql(`alter table "contributors" add constraint "contributors_slug_unique" unique ("slug");`);
    this.addSql(`alter table "contributors" add constraint "contributors_uri_unique" unique ("uri");`);
    this.addSql(`create index "contributors_name_id_index" on "contributors" ("name", "id");`);

    this.addSql(`create table "images" ("id" bigserial primary key, "url" varchar(2048) not null, "alt" text not null, "caption" text null, "credit" text null, "width" int null, "height" int null, "renditions" json not null);`);
    this.addSql(`alter table "images" add constraint "images_url_unique" unique ("url");`);

    this.addSql(`create table "sections" ("id" bigserial primary key, "slug" varchar(160) not null, "path" varchar(1000) not null, "name" varchar(255) not null, "description" text null, "position" int not null, "parent_id" bigint null);`);
    this.addSql(`alter table "sections" add constraint "sections_slug_unique" unique ("slug");`);
    this.addSql(`alter table "sections" add constraint "sections_path_unique" unique ("path");`);
    this.addSql(`create index "sections_parent_id_index" on "sections" ("parent_id");`);

    this.addSql(`create table "articles" ("id" bigserial primary key, "uri" varchar(2048) not null, "slug" varchar(160) not null, "headline" text not null, "kicker" text null, "standfirst" json null, "summary" text not null, "dateline" text null, "byline" text null, "language" varchar(35) not null, "urgency" smallint null, "status" "article_status" not null, "representation" "representation" not null, "published_at" timestamptz(3) null, "updated_at" timestamptz(3) null, "modified_at" timestamptz(3) not null, "embargoed_until" timestamptz(3) null, "version" int not null, "content_hash" varchar(64) null, "translation_key" varchar(2048) null, "copyright_holder" text null, "copyright_notice" text null, "usage_terms" text null, "section_id" bigint null, "lead_image_id" bigint null);`);
    this.addSql(`alter table "articles" add constraint "articles_uri_unique" unique ("uri");`);
    this.addSql(`alter table "articles" add constraint "articles_slug_unique" unique ("slug");`);
    this.addSql(`create index "articles_latest" on "articles" ("published_at", "id") where status = 'PUBLISHED';`);
    this.addSql(`create index "articles_updated" on "articles" (coalesce("updated_at", "published_at"), "id") where status = 'PUBLISHED';`);
    this.addSql(`create index "articles_latest_in_section" on "articles" ("section_id", "published_at", "id") where status = 'PUBLISHED';`);
    this.addSql(`create index "articles_translations" on "articles" ("translation_key") where translation_key is not null;`);

    this.addSql(`create table "related_stories" ("id" bigserial primary key, "article_id" bigint not null, "target_id" bigint not null, "kind" "relation_kind" not null, "origin" "relation_origin" not null, "placement" "placement" not null, "position" smallint not null, "label" text null, "anchor" varchar(160) null, "score" real null, "published_at" timestamptz(3) null);`);
    this.addSql(`create index "related_stories_outgoing" on "related_stories" ("article_id", "placement", "position", "id");`);
    this.addSql(`create index "related_stories_incoming" on "related_stories" ("target_id", "published_at", "id");`);
    this.addSql(`alter table "related_stories" add constraint "related_stories_once" unique ("article_id", "target_id", "placement");`);

    this.addSql(`create table "former_slugs" ("slug" varchar(160) not null, "article_id" bigint not null, primary key ("slug"));`);
    this.addSql(`create index "former_slugs_article_id_index" on "former_slugs" ("article_id");`);

    this.addSql(`create table "contributions" ("article_id" bigint not null, "position" smallint not null, "contributor_id" bigint not null, "role" "contribution_role" not null, "published_at" timestamptz(3) null, primary key ("article_id", "position"));`);
    this.addSql(`create index "contributions_latest" on "contributions" ("contributor_id", "published_at", "article_id");`);

    this.addSql(`create table "article_bodies" ("article_id" bigint not null, "blocks" json not null, "word_count" int not null, primary key ("article_id"));`);

    this.addSql(`create table "section_listings" ("section_id" bigint not null, "article_id" bigint not null, "published_at" timestamptz(3) not null, primary key ("section_id", "article_id"));`);
    this.addSql(`create index "section_listings_article_id_index" on "section_listings" ("article_id");`);
    this.addSql(`create index "section_listings_latest" on "section_listings" ("section_id", "published_at", "article_id");`);

    this.addSql(`create table "tags" ("id" bigserial primary key, "slug" varchar(160) not null, "kind" "tag_kind" not null, "name" varchar(255) not null, "uri" varchar(2048) null);`);
    this.addSql(`alter table "tags" add constraint "tags_slug_unique" unique ("slug");`);
    this.addSql(`alter table "tags" add constraint "tags_uri_unique" unique ("uri");`);
    this.addSql(`create index "tags_name_id_index" on "tags" ("name", "id");`);

    this.addSql(`create table "taggings" ("article_id" bigint not null, "position" smallint not null, "tag_id" bigint not null, "relevance" real not null, "published_at" timestamptz(3) null, primary key ("article_id", "position"));`);
    this.addSql(`create index "taggings_latest" on "taggings" ("tag_id", "published_at", "article_id");`);

    this.addSql(`alter table "sections" add constraint "sections_parent_id_foreign" foreign key ("parent_id") references "sections" ("id") on delete set null;`);
    this.addSql(`create or replace function "sections_sections_changed_fn"() returns trigger as \$\$ begin perform pg_notify('kiosque_sections_changed', ''); return null; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "sections_changed" AFTER INSERT OR UPDATE OR DELETE on "sections" for each STATEMENT execute function "sections_sections_changed_fn"();`);

    this.addSql(`alter table "articles" add constraint "articles_section_id_foreign" foreign key ("section_id") references "sections" ("id") on delete set null;`);
    this.addSql(`alter table "articles" add constraint "articles_lead_image_id_foreign" foreign key ("lead_image_id") references "images" ("id") on delete set null;`);

    this.addSql(`alter table "related_stories" add constraint "related_stories_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);
    this.addSql(`alter table "related_stories" add constraint "related_stories_target_id_foreign" foreign key ("target_id") references "articles" ("id") on delete cascade;`);

    this.addSql(`alter table "former_slugs" add constraint "former_slugs_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);

    this.addSql(`alter table "contributions" add constraint "contributions_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);
    this.addSql(`alter table "contributions" add constraint "contributions_contributor_id_foreign" foreign key ("contributor_id") references "contributors" ("id");`);

    this.addSql(`alter table "article_bodies" add constraint "article_bodies_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "section_listings" add constraint "section_listings_section_id_foreign" foreign key ("section_id") references "sections" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "section_listings" add constraint "section_listings_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table "taggings" add constraint "taggings_article_id_foreign" foreign key ("article_id") references "articles" ("id") on delete cascade;`);
    this.addSql(`alter table "taggings" add constraint "taggings_tag_id_foreign" foreign key ("tag_id") references "tags" ("id");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "contributions" drop constraint "contributions_contributor_id_foreign";`);
    this.addSql(`alter table "articles" drop constraint "articles_lead_image_id_foreign";`);
    this.addSql(`alter table "sections" drop constraint "sections_parent_id_foreign";`);
    this.addSql(`alter table "articles" drop constraint "articles_section_id_foreign";`);
    this.addSql(`alter table "section_listings" drop constraint "section_listings_section_id_foreign";`);
    this.addSql(`alter table "related_stories" drop constraint "related_stories_article_id_foreign";`);
    this.addSql(`alter table "related_stories" drop constraint "related_stories_target_id_foreign";`);
    this.addSql(`alter table "former_slugs" drop constraint "former_slugs_article_id_foreign";`);
    this.addSql(`alter table "contributions" drop constraint "contributions_article_id_foreign";`);
    this.addSql(`alter table "article_bodies" drop constraint "article_bodies_article_id_foreign";`);
    this.addSql(`alter table "section_listings" drop constraint "section_listings_article_id_foreign";`);
    this.addSql(`alter table "taggings" drop constraint "taggings_article_id_foreign";`);
    this.addSql(`alter table "taggings" drop constraint "taggings_tag_id_foreign";`);

    this.addSql(`drop table if exists "contributors" cascade;`);
    this.addSql(`drop table if exists "images" cascade;`);
    this.addSql(`drop trigger if exists "sections_changed" on "sections";`);
    this.addSql(`drop function if exists "sections_sections_changed_fn"();`);
    this.addSql(`drop table if exists "sections" cascade;`);
    this.addSql(`drop table if exists "articles" cascade;`);
    this.addSql(`drop table if exists "related_stories" cascade;`);
    this.addSql(`drop table if exists "former_slugs" cascade;`);
    this.addSql(`drop table if exists "contributions" cascade;`);
    this.addSql(`drop table if exists "article_bodies" cascade;`);
    this.addSql(`drop table if exists "section_listings" cascade;`);
    this.addSql(`drop table if exists "tags" cascade;`);
    this.addSql(`drop table if exists "taggings" cascade;`);

    this.addSql(`drop type "article_status";`);
    this.addSql(`drop type "representation";`);
    this.addSql(`drop type "relation_kind";`);
    this.addSql(`drop type "relation_origin";`);
    this.addSql(`drop type "placement";`);
    this.addSql(`drop type "contribution_role";`);
    this.addSql(`drop type "tag_kind";`);
  }

}
