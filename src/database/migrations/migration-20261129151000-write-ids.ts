import { Migration } from "@mikro-orm/migrations";

export class WriteIdsMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`drop index "changes_in_turn";`);
    this.addSql(`alter table "changes" drop column "transaction", drop column "turn";`);
    // What there is counts as one write. Named by chance: a backup from before may be restored, and migrated again.
    this.addSql(`do $$ begin execute format('alter table "changes" add "write_id" uuid not null default %L', gen_random_uuid()); end $$;`);
    this.addSql(`alter table "changes" alter column "write_id" set default (current_setting('kiosque.write_id'))::uuid;`);
    this.addSql(`create index "changes_of_write" on "changes" ("write_id", "id");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "changes_of_write";`);
    this.addSql(`alter table "changes" drop column "write_id";`);
    this.addSql(`alter table "changes" add "transaction" xid8 not null default '3', add "turn" xid8 not null default '3';`);
    this.addSql(`alter table "changes" alter column "transaction" set default pg_current_xact_id(), alter column "turn" drop default;`);
    this.addSql(`create index "changes_in_turn" on "changes" ("turn", "id");`);
  }

}
