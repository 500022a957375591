import type { EntityManager } from "@mikro-orm/sql";

export interface LargeNewsroom {
  readonly articles: number;
  /** Paragraphs of about 600 characters in each body; 0 leaves the bodies without text. */
  readonly paragraphs: number;
  /** Stories, of the latest, that all point at the first. */
  readonly hubEdges: number;
  /** Words to be searched in each body, besides its paragraphs; none unless said. */
  readonly words?: number;
}

export const ROOT_SECTIONS = 10;
export const SECTIONS = 60;
export const CONTRIBUTORS = 500;
export const TAGS = 1_000;
/** Each article's, before those to the hub. */
export const RELATED = 8;
/** Nothing is published later. */
export const LATEST = new Date("2024-11-20T00:00:00Z");
const DAYS = 5 * 365;
/** Nor earlier. */
const FIRST = new Date(LATEST.getTime() - DAYS * 24 * 60 * 60 * 1000);

const SENTENCE = "The council met « late » on Tuesday, and the vote that everyone had expected was put off once more. ";

/**
 * Makes a newsroom of any size inside PostgreSQL, the same for the same numbers: articles of five years (93 % published,
 * several in the same minute) in 60 sections on two levels, with 1 or 2 contributors, 2 tags, 8 edges each.
 * Slugs are `story-1`, `section-1` (1 to 10 are roots), `contributor-1`, `tag-1`. For an empty, migrated database of
 * which we are superuser.
 */
export async function makeLargeNewsroom(em: EntityManager, size: LargeNewsroom): Promise<void> {
  await em.transactional(async (transaction) => {
    // Keys that a generator knows to be right need no checking.
    await transaction.execute("set local session_replication_role = replica");
    await transaction.execute("select setseed(0.42)");
    // An index made at the end costs a fraction of one that grows.
    const indexes: { drop: string; make: string }[] = await transaction.execute(INDEXES);
    for (const { drop } of indexes) await transaction.execute(drop);
    for (const statement of statements(size)) await transaction.execute(statement);
    for (const { make } of indexes) await transaction.execute(make);
  });
  await em.execute("analyze");
}

/** All but the keys to which other tables point. */
const INDEXES = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
  from pg_constraint as c where contype in ('p', 'u') and connamespace = 'public'::regnamespace
    and not exists (select from pg_constraint as f where f.contype = 'f' and f.conindid = c.conindid)
  union all
  select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
  from pg_index join pg_class on pg_class.oid = indexrelid
  where relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = indexrelid)`;

/** The k-th most frequent word of a language is `word<k>`; the first hundred, as stop words, are left out. */
const FIRST_WORD = 100;
const LAST_WORD = 50_000;

/** By Zipf's law the k-th word occurs 1/k times as often as the first. */
const RANDOM_WORD = `'word' || floor(${FIRST_WORD} * exp(random() * ln(${LAST_WORD / FIRST_WORD})))`;

const statements = ({ articles, paragraphs, hubEdges, words = 0 }: LargeNewsroom): string[] => [
  `insert into sections (slug, path, name, position, parent_id, visible_from)
    select 'section-' || n, case when root = n then '' else 'section-' || root || '/' end || 'section-' || n,
      'Section ' || n, n, nullif(root, n), timestamptz '${FIRST.toISOString()}'
    from (select n, (n - 1) % ${ROOT_SECTIONS} + 1 as root from generate_series(1, ${SECTIONS}) as n) as numbered`,
  `insert into contributors (slug, name, visible_from)
    select 'contributor-' || n, 'Reporter ' || n, timestamptz '${FIRST.toISOString()}' from generate_series(1, ${CONTRIBUTORS}) as n`,
  `insert into tags (slug, kind, name, visible_from)
    select 'tag-' || n, ((select enum_range(null::tag_kind)))[n % 5 + 1], 'Subject ' || n, timestamptz '${FIRST.toISOString()}' from generate_series(1, ${TAGS}) as n`,
  `insert into images (url, width, height, renditions)
    select 'https://pictures.example/' || n || '.jpg', 1200, 800, '[]'
    from generate_series(1, ${Math.ceil(articles / 2)}) as n`,
  `insert into articles (uri, slug, headline, kicker, standfirst, summary, language, status, representation, published_at,
      modified_at, embargoed_until, version, translation_key, section_id, lead_image_id)
    select 'https://wire.example/story/' || n, 'story-' || n, 'Late vote in the council, again: the case of number ' || n,
      case when n % 3 = 0 then 'Council' end, json_build_object('text', '${SENTENCE}' || n), '${SENTENCE}' || n,
      case when n % 4 = 0 then 'en' else 'fr' end,
      case when n % 28 = 27 then 'DRAFT' when n % 28 = 13 then 'WITHDRAWN' else 'PUBLISHED' end::article_status, 'FULL',
      instant, instant, case when n % 100 = 50 then instant end, 1,
      case when n % 20 in (0, 1) then 'https://wire.example/translation/' || (n + 1) / 20 end,
      1 + floor(${SECTIONS} * random() ^ 1.5), 1 + n % ${Math.ceil(articles / 2)}
    from (select n, timestamptz '${LATEST.toISOString()}'
      - interval '1 minute' * floor((${articles} - n + random()) * ${(DAYS * 24 * 60) / articles}) as instant
      from generate_series(1, ${articles}) as n) as dated`,
  `insert into article_images (article_id, image_id, alt, credit)
    select id, lead_image_id, 'A picture, number ' || lead_image_id, 'Agency' from articles order by id`,
  `insert into article_bodies (article_id, blocks, word_count)
    select id, json_build_array(json_build_object('type', 'PARAGRAPH', 'role', 'LEAD', 'content', json_build_object('text', headline)),
        json_build_object('type', 'RELATED_STORY', 'anchor', 'related-1')
        ${`, json_build_object('type', 'PARAGRAPH', 'role', 'BODY', 'content', json_build_object('text', headline || '${SENTENCE.repeat(6).trim()}'))`.repeat(paragraphs)}),
      ${10 + 114 * paragraphs}
    from articles order by id`,
  `insert into article_search (article_id, config, published_at, visible_from, headline, standfirst, body)
    select id, case when language = 'en' then 'english' else 'french' end::regconfig, published_at,
      case when status = 'PUBLISHED' then greatest(published_at, embargoed_until) end,
      'late vote in the council again the case of number ' || id, '',
      (select coalesce(string_agg(${RANDOM_WORD}, ' '), '') from generate_series(1, ${words} + 0 * id))
    from articles order by id`,
  `insert into former_slugs (slug, article_id) select 'former-' || id, id from articles where id % 10 = 0`,
  `insert into contributions (article_id, position, contributor_id, role, published_at)
    select id, place, 1 + floor(${CONTRIBUTORS / 2} * (place - 1 + random() ^ 2)), case place when 1 then 'AUTHOR' else 'PHOTOGRAPHER' end::contribution_role,
      published_at
    from articles cross join generate_series(1, 1 + id % 2) as place`,
  `insert into taggings (article_id, position, tag_id, relevance, published_at)
    select id, place, 1 + floor(${TAGS / 2} * (place - 1 + random() ^ 2)), 1, published_at from articles cross join generate_series(1, 2) as place`,
  `insert into related_stories (article_id, target_id, kind, origin, placement, position, anchor, published_at)
    select id, 2 + (id + floor((place - random()) * ${Math.floor(articles / (RELATED + 1))})::bigint) % ${articles - 1},
      ((select enum_range(null::relation_kind)))[(id + place) % 10 + 1], case when place % 2 = 0 then 'IMPORT' else 'EDITOR' end::relation_origin,
      case when place = 1 then 'INLINE' when place <= 3 then 'SIDEBAR' else 'END' end::placement, place,
      case when place = 1 then 'related-1' end, published_at
    from articles cross join generate_series(1, ${RELATED}) as place`,
  `insert into related_stories (article_id, target_id, kind, origin, placement, position, published_at)
    select id, 1, 'BACKGROUND', 'STORYLINE', 'END', ${RELATED + 1}, published_at from articles
    where id > ${Math.max(1, articles - hubEdges)}`,
  `insert into section_listings (section_id, article_id, published_at)
    select listed.id, a.id, a.published_at from articles a join sections s on s.id = a.section_id
      cross join lateral (select s.id union select s.parent_id where s.parent_id is not null) as listed
    where a.status = 'PUBLISHED' order by a.id`,
];
