import { Migration } from "@mikro-orm/migrations";

export class ToldVersionMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`alter table "articles" add column "told_version" int null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "articles" drop column "told_version";`);
  }

}
