import { Migration } from "@mikro-orm/migrations";

const SEARCHES = [
  ["search_matches", "document"],
  ["search_teaser_matches", "teaser"],
] as const;

const BODY = (name: string, parameters: string, select: string) => `create function "${name}"(${parameters})
        returns table (article_id bigint, published_at timestamptz, rank real) language plpgsql stable parallel safe rows 10
        set enable_bitmapscan = on set enable_seqscan = off as \$\$
        begin
          return query select m.article_id, m.published_at, ts_rank('{0, 0, 0.3, 1}', m.teaser, marks) from (
            select s.article_id, coalesce(s.published_at, '9999-12-31T23:59:59.999Z'::timestamptz) as published_at, s.teaser
            from article_search as s where ${select}
            order by 2 desc, 1 desc limit most) as m;
        end \$\$;`;

/** The instant from which readers see article `a`; null: not as it stands. */
const VISIBLE_FROM = `case when a."status" = 'PUBLISHED' and a."published_at" is not null then greatest(a."published_at", a."embargoed_until") end`;

export class BestOfTheVisibleMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`alter table "article_search" add "visible_from" timestamptz(3) null;`);
    this.addSql(`update "article_search" as s set "visible_from" = ${VISIBLE_FROM} from "articles" as a where a."id" = s."article_id";`);
    // The newest articles in these configurations that match, and how much of `marks` their teasers have: of what is seen
    // at an instant (null: of all), and behind one article in this order (null: from the first).
    this.addSql(`drop function "search_matches", "search_teaser_matches";`);
    for (const [name, vector] of SEARCHES)
      this.addSql(BODY(name, "words tsquery, marks tsquery, configs regconfig[], most integer, seen_at timestamptz, after timestamptz, after_id bigint",
        `s.${vector} @@ words and s.config = any(configs) and (seen_at is null or s.visible_from <= seen_at)
              and (after is null or (coalesce(s.published_at, '9999-12-31T23:59:59.999Z'::timestamptz), s.article_id) < (after, after_id))`));

    this.addSql(`alter table "suggestions" add "visible_from" timestamptz(3) null;`);
    this.addSql(`update "suggestions" as s set "visible_from" = ${VISIBLE_FROM} from "articles" as a where a."id" = s."target_id";`);
    // What readers do not see yet took the places of what they see.
    this.addSql(`insert into "suggestion_queue" ("article_id") select distinct "article_id" from "suggestions"
      where "visible_from" is null or "visible_from" > now() on conflict ("article_id") do update set "is_indexed" = false;`);
    this.addSql(`delete from "suggestions" where "visible_from" is null;`);
    this.addSql(`alter table "suggestions" alter column "visible_from" set not null;`);
    // The greatest values, so many at the most, in order.
    this.addSql(`create function "greatest_with"(held bigint[], value bigint, most integer) returns bigint[]
      language plpgsql immutable parallel safe as \$\$
      begin
        if held[most] >= value then return held; end if;
        return (array(select unnest(held || value) order by 1 desc))[1:most];
      end \$\$;`);
    this.addSql(`create aggregate "greatest_so_far"(bigint, integer) (sfunc = greatest_with, stype = bigint[], initcond = '{}', parallel = safe);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop aggregate "greatest_so_far"(bigint, integer);`);
    this.addSql(`drop function "greatest_with";`);
    this.addSql(`alter table "suggestions" drop column "visible_from";`);
    this.addSql(`drop function "search_matches", "search_teaser_matches";`);
    for (const [name, vector] of SEARCHES)
      this.addSql(BODY(name, "words tsquery, marks tsquery, configs regconfig[], latest timestamptz, most integer",
        `s.${vector} @@ words and s.config = any(configs)
              and coalesce(s.published_at, '9999-12-31T23:59:59.999Z'::timestamptz) <= latest`));
    this.addSql(`alter table "article_search" drop column "visible_from";`);
  }

}
