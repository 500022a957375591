export type OperationName = "Article" | "Front" | "Section" | "SectionDeep" | "TwoHops";

const visible = (alias: string) =>
  `${alias}.status = 'PUBLISHED' and ${alias}.published_at <= now() and (${alias}.embargoed_until is null or ${alias}.embargoed_until <= now())`;
const published = (alias: string) => `'published', json_build_object('iso', ${alias}.published_at)`;
const sectionName = (alias: string) =>
  `'section', (select json_build_object('name', s.name) from sections s where s.id = ${alias}.section_id)`;

const CONTRIBUTORS = `'contributors', coalesce((select json_agg(json_build_object('contributor', json_build_object('name', c.name)) order by cn.position)
  from contributions cn join contributors c on c.id = cn.contributor_id where cn.article_id = a.id), '[]')`;

/** `related(first: size) { edges { … } }` of the article `from`; `edge` is what each has, of edge and node of that name. */
const related = (from: string, size: number, edge: (r: string, n: string) => string) => {
  const [r, n] = [`r_${from}`, `n_${from}`];
  return `'related', json_build_object('edges', coalesce((select json_agg(edge) from (
    select json_build_object(${edge(r, n)}) as edge from related_stories ${r} join articles ${n} on ${n}.id = ${r}.target_id and ${visible(n)}
    where ${r}.article_id = ${from}.id order by ${r}.placement, ${r}.position, ${r}.id limit ${size}) as edges), '[]'))`;
};

const TWENTY = (
  behind: string,
) => `select json_build_object('section', json_build_object('name', s.name, 'articles', page.json)) from sections s
  cross join lateral (select json_build_object('edges', coalesce(json_agg(edge) filter (where place <= 20), '[]'),
      'pageInfo', json_build_object('hasNextPage', count(*) > 20)) as json
    from (select row_number() over () as place, json_build_object('node', json_build_object('slug', a.slug, 'headline', a.headline,
        'summary', a.summary, ${published("a")}, ${CONTRIBUTORS})) as edge
      from section_listings l join articles a on a.id = l.article_id where l.section_id = s.id and ${visible("a")} ${behind}
      order by l.published_at desc, l.article_id desc limit 21) as edges) as page
  where s.slug = $1`;

/** One statement an operation, with the answer's data as its only value. */
export const LIMIT_SQL: Record<OperationName, string> = {
  Article: `select json_build_object('article', json_build_object('headline', a.headline, 'standfirst', a.standfirst, ${published("a")},
      'body', b.blocks, 'section', json_build_object('name', s.name, 'parent', case when p.id is not null then json_build_object('name', p.name) end),
      ${CONTRIBUTORS}, ${related(
        "a",
        6,
        (r, n) =>
          `'kind', ${r}.kind, 'position', ${r}.position, 'node', json_build_object('slug', ${n}.slug, 'headline', ${n}.headline, ${published(n)}, ${sectionName(n)})`,
      )}))
    from articles a left join article_bodies b on b.article_id = a.id left join sections s on s.id = a.section_id left join sections p on p.id = s.parent_id
    where a.slug = $1 and ${visible("a")}`,
  Front: `select json_build_object('sections', json_agg(json_build_object('slug', s.slug, 'name', s.name, 'articles', json_build_object('nodes', latest.nodes)) order by s.position))
    from sections s cross join lateral (select json_agg(node) as nodes from (
      select json_build_object('slug', a.slug, 'headline', a.headline, ${published("a")}, ${CONTRIBUTORS}, ${related(
        "a",
        3,
        (r, n) => `'kind', ${r}.kind, 'node', json_build_object('slug', ${n}.slug, 'headline', ${n}.headline)`,
      )}) as node
      from section_listings l join articles a on a.id = l.article_id where l.section_id = s.id and ${visible("a")}
      order by l.published_at desc, l.article_id desc limit 10) as nodes) as latest
    where s.parent_id is null`,
  Section: TWENTY(""),
  SectionDeep: TWENTY("and (l.published_at, l.article_id) < ($2::timestamptz, $3::bigint)"),
  TwoHops: `select json_build_object('article', json_build_object('headline', a.headline, ${related(
    "a",
    6,
    (_, n) =>
      `'node', json_build_object('headline', ${n}.headline, ${sectionName(n)}, ${related(
        n,
        6,
        (_r, m) => `'node', json_build_object('headline', ${m}.headline, ${sectionName(m)})`,
      )})`,
  )})) from articles a where a.slug = $1 and ${visible("a")}`,
};
