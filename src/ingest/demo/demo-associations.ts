import { type DemoArticle, DEMO_ARTICLES, type DemoRelated } from "./demo-article.ts";
import { DEMO_IMAGES } from "./demo-images.ts";
import { minuteBefore } from "./demo-time.ts";

const BY_SLUG: ReadonlyMap<string, DemoArticle> = new Map(DEMO_ARTICLES.map((article) => [article.slug, article]));

export const demoUri = (slug: string) => `https://kiosque.example/articles/${slug}`;

/** Related stories as partial items, named by placement and order: `inline-1`, `inline-2`, `end-1`. */
export function relatedStories({ related }: DemoArticle, now: Date): object[] {
  const counts = new Map<string, number>();
  return related.map((edge) => {
    const order = (counts.get(edge.placement) ?? 0) + 1;
    counts.set(edge.placement, order);
    return relatedStory(edge, `${edge.placement}-${order}`, now);
  });
}

function relatedStory({ slug, kind, label }: DemoRelated, name: string, now: Date): object {
  const target = BY_SLUG.get(slug);
  if (target === undefined) throw new Error(`No demo article ${slug} to relate to.`);
  const headlines = [{ role: "main", contentType: "text/plain", value: target.headline }];
  return {
    name,
    rel: kind,
    uri: demoUri(slug),
    type: "text",
    representationType: "partial",
    language: target.language,
    contentCreated: minuteBefore(now, target.ago),
    altIds: [{ role: "slug", value: slug }],
    headlines:
      label === undefined ? headlines : [...headlines, { role: "label", contentType: "text/plain", value: label }],
  };
}

/** Pictures in the article's order, `picture-1` leading. */
export function pictures(article: DemoArticle): object[] {
  return article.pictures.map((name, index) => {
    const image = DEMO_IMAGES.get(name);
    if (image === undefined) throw new Error(`No demo picture ${name}.`);
    return {
      name: `picture-${index + 1}`,
      uri: `https://kiosque.example/images/${name}`,
      type: "picture",
      by: "Kiosque",
      descriptions: [
        { role: "alt", contentType: "text/plain", value: image.alt },
        { role: "caption", contentType: "text/plain", value: image.caption },
      ],
      renditions: [rendition("wide", name, [1200, 675]), rendition("square", `${name}-square`, [800, 800])],
    };
  });
}

function rendition(name: string, image: string, [width, height]: [number, number]): object {
  return { name, href: `/demo/images/${image}.svg`, contentType: "image/svg+xml", width, height };
}
