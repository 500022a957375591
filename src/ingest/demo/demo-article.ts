import culture from "./articles/culture.json" with { type: "json" };
import economie from "./articles/economie.json" with { type: "json" };
import monde from "./articles/monde.json" with { type: "json" };
import region from "./articles/region.json" with { type: "json" };
import scenes from "./articles/scenes.json" with { type: "json" };
import sciences from "./articles/sciences.json" with { type: "json" };
import sport from "./articles/sport.json" with { type: "json" };
import transports from "./articles/transports.json" with { type: "json" };

/** An article as the files in `articles/` write it; keys are those of `newsroom.json` and `images.json`. */
export interface DemoArticle {
  slug: string;
  language: string;
  /** How long before now it was published, and last changed if it was: `1d 4h 20m`. */
  ago: string;
  updatedAgo?: string | undefined;
  /** Path of its section. */
  section: string;
  located: string;
  urgency?: number | undefined;
  translationKey?: string | undefined;
  headline: string;
  kicker: string;
  standfirst: string;
  contributors: { key: string; role: string }[];
  /** Relevance from 0 to 100. */
  tags: { key: string; relevance: number }[];
  /** The first one leads; the body shows the second as `picture-2`. */
  pictures: string[];
  rights?: string | undefined;
  /** XHTML, one block a string. */
  body: string[];
  related: DemoRelated[];
}

export interface DemoRelated {
  slug: string;
  /** A relation kind in kebab case. */
  kind: string;
  placement: string;
  label?: string | undefined;
}

export const DEMO_ARTICLES: readonly DemoArticle[] = [
  ...region,
  ...transports,
  ...economie,
  ...culture,
  ...scenes,
  ...sciences,
  ...sport,
  ...monde,
];
