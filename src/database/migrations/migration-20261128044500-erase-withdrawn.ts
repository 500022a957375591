import { Migration } from "@mikro-orm/migrations";

export class EraseWithdrawnMigration extends Migration {

  override up(): void | Promise<void> {
    // What was withdrawn before withdrawals erased all of it.
    this.addSql(`update "article_versions" as v set "snapshot" = null from "articles" as a where a."id" = v."article_id" and a."status" = 'WITHDRAWN';`);
    this.addSql(`update "articles" set "kicker" = null, "standfirst" = null, "summary" = '' where "status" = 'WITHDRAWN';`);
  }

  override down(): void | Promise<void> {
    // Nothing comes back.
  }

}
