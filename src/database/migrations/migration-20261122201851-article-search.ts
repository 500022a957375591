import { Migration } from "@mikro-orm/migrations";

/** What is no part of a word, as far as it can be said in ranges: ASCII, Latin 1, general and CJK punctuation, symbols. */
const BETWEEN_WORDS =
  "[\\u0001-\\u002f\\u003a-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7\\u2000-\\u206f\\u20a0-\\u20ff\\u2190-\\u2bff\\u3000-\\u3004\\u3008-\\u3020\\ufe10-\\ufe6f\\uff01-\\uff0f]+";

/** The words of a text as search-words.rules.ts spells them. */
const plainWords = (text: string) => `(
  select array_to_string((string_to_array(trim(case s.config
      when 'french'::regconfig then regexp_replace(words, 'ee(?=s?( |$))', 'e', 'g')
      when 'spanish'::regconfig then regexp_replace(words, 'cion(?= |$)', 'ción', 'g')
      when 'portuguese'::regconfig then regexp_replace(words, 'oes(?= |$)', 'ao', 'g')
      else words end), ' '))[1:15000], ' ')
  from (select trim(regexp_replace(normalize(
      replace(replace(replace(replace(replace(replace(lower(
        regexp_replace(normalize(left(coalesce(${text}, ''), 200000), NFD), '[\\u0300-\\u036f]+', '', 'g')
      ), 'œ', 'oe'), 'æ', 'ae'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ß', 'ss'), NFC), '${BETWEEN_WORDS}', ' ', 'g')) as words) as plain)`;

const BODY = `(
  select string_agg(t.text, e'\\n' order by b.place, t.place)
  from json_array_elements(article_bodies.blocks) with ordinality as b(block, place)
  cross join lateral (values
    (1, block -> 'content' ->> 'text'), (2, block ->> 'attribution'), (3, block ->> 'caption'),
    (4, (select string_agg(item ->> 'text', e'\\n') from json_array_elements(block -> 'items') as item)),
    (5, (select string_agg(cell, e'\\n') from json_array_elements(block -> 'rows') as cells, json_array_elements_text(cells) as cell))
  ) as t(place, text))`;

export class ArticleSearchMigration extends Migration {

  override up(): void | Promise<void> {
    this.addSql(`create table "article_search" ("article_id" bigint not null, "config" regconfig not null, "published_at" timestamptz(3) null, "headline" text not null, "standfirst" text not null, "body" text not null, "teaser" tsvector generated always as (setweight(to_tsvector(config, headline), 'A') || setweight(to_tsvector(config, standfirst), 'B')) stored not null, "document" tsvector generated always as (setweight(to_tsvector(config, body), 'D') || setweight(to_tsvector(config, headline), 'A') || setweight(to_tsvector(config, standfirst), 'B')) stored not null, primary key ("article_id"));`);
    // All but the teaser lies beside the table, so that 50,000 stories found are read from few pages; the document as it
    // is, as whoever unpacks it wants little of it.
    this.addSql(`alter table "article_search" set (toast_tuple_target = 128);`);
    this.addSql(`alter table "article_search" alter column "teaser" set storage main, alter column "document" set storage external;`);
    this.addSql(`insert into article_search (article_id, config, published_at, headline, standfirst, body)
      select a.id, s.config, a.published_at, ${plainWords("a.headline")},
        ${plainWords(`concat_ws(e'\\n', a.kicker, a.standfirst ->> 'text')`)}, ${plainWords(BODY)}
      from articles as a left join article_bodies on article_bodies.article_id = a.id
      cross join lateral (select (case lower(split_part(a.language, '-', 1)) when 'en' then 'english' when 'fr' then 'french'
        when 'de' then 'german' when 'es' then 'spanish' when 'it' then 'italian' when 'pt' then 'portuguese'
        when 'nl' then 'dutch' else 'simple' end)::regconfig as config) as s;`);
    this.addSql(`create index "article_search_teaser" on "article_search" using gin ("teaser");`);
    this.addSql(`create index "article_search_document" on "article_search" using gin ("document");`);
    this.addSql(`alter table "article_search" add constraint "article_search_article_id_foreign" foreign key ("article_id") references "articles" ("id") on update cascade on delete cascade;`);
    // The newest articles in these configurations that match, and how much of `marks` their teasers have. Functions, as
    // only by bitmaps are such indexes read, which are off elsewhere (see session.ts). Whatever has no time yet stands at
    // the end of time (see keyset.ts).
    for (const [name, vector] of [["search_matches", "document"], ["search_teaser_matches", "teaser"]])
      this.addSql(`create function "${name}"(words tsquery, marks tsquery, configs regconfig[], latest timestamptz, most integer)
        returns table (article_id bigint, published_at timestamptz, rank real) language plpgsql stable parallel safe rows 10
        set enable_bitmapscan = on set enable_seqscan = off as \$\$
        begin
          return query select m.article_id, m.published_at, ts_rank('{0, 0, 0.3, 1}', m.teaser, marks) from (
            select s.article_id, coalesce(s.published_at, '9999-12-31T23:59:59.999Z'::timestamptz) as published_at, s.teaser
            from article_search as s where s.${vector} @@ words and s.config = any(configs)
              and coalesce(s.published_at, '9999-12-31T23:59:59.999Z'::timestamptz) <= latest
            order by 2 desc, 1 desc limit most) as m;
        end \$\$;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop function if exists "search_matches", "search_teaser_matches";`);
    this.addSql(`drop table if exists "article_search" cascade;`);
  }

}
