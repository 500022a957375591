import { Migration } from "@mikro-orm/migrations";

export class WithdrawalKindsMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`alter type "withdrawal_kind" add value 'PRIVACY' after 'LEGAL';`);

    // Of what was withdrawn by these kinds, no path that spells its headline remains.
    this.addSql(`delete from "former_slugs" as f using "withdrawals" as w where f."article_id" = w."article_id" and w."kind" in ('LEGAL', 'EMBARGO_BREACH');`);
    this.addSql(`update "articles" as a set "slug" = 'withdrawn-' || gen_random_uuid() from "withdrawals" as w where w."article_id" = a."id" and w."kind" in ('LEGAL', 'EMBARGO_BREACH');`);
  }

  override down(): void | Promise<void> {
    // Slugs do not come back, and PostgreSQL takes no value from an enum.
  }

}
