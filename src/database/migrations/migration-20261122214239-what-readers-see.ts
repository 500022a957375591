import { Migration } from "@mikro-orm/migrations";

export class WhatReadersSeeMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create table "article_images" ("article_id" bigint not null, "image_id" bigint not null, primary key ("article_id", "image_id"));`);
    this.addSql(`create index "article_images_of_image" on "article_images" ("image_id", "article_id");`);

    this.addSql(`alter table "article_images" add constraint "article_images_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "article_images" add constraint "article_images_image_id_foreign" foreign key ("image_id") references "images" ("id") on update cascade on delete cascade;`);

    this.addSql(`insert into "article_images" ("article_id", "image_id")
      select "id", "lead_image_id" from "articles" where "lead_image_id" is not null
      union
      select b."article_id", i."id" from "article_bodies" as b cross join lateral json_array_elements(b."blocks") as block
      join "images" as i on i."url" = block->>'image' where block->>'type' = 'IMAGE';`);

    this.addSql(
      `create index "changes_seen" on "changes" ("id") where visible_from = '-infinity' or was_visible_from <= written_at;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "changes_seen";`);
    this.addSql(`drop table if exists "article_images" cascade;`);
  }

}
