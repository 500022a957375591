import { COUNTRY_SCENES } from "./demo-country-scenes.ts";
import { PALETTES } from "./demo-palettes.ts";
import { disc, rect, type Scene } from "./demo-shapes.ts";
import { TOWN_SCENES } from "./demo-town-scenes.ts";
import catalogue from "./images.json" with { type: "json" };

/** A picture of the demo newsroom; its texts are in the language of the articles that use it. */
interface DemoImage {
  name: string;
  scene: string;
  palette: string;
  alt: string;
  caption: string;
}

/** What follows the name of a picture's square rendition. */
const SQUARE = "-square";
const SCENES: ReadonlyMap<string, Scene> = new Map(Object.entries({ ...TOWN_SCENES, ...COUNTRY_SCENES }));

export const DEMO_IMAGES: ReadonlyMap<string, DemoImage> = new Map(catalogue.map((image) => [image.name, image]));

/** Every name `demoImage` draws: each picture wide, and square under its name with `-square`. */
export const DEMO_IMAGE_NAMES: readonly string[] = catalogue.flatMap(({ name }) => [name, name + SQUARE]);

/**
 * A picture as an SVG document, 1200 × 675 pixels or 800 × 800 for a square one, with its alt text as title.
 * The same name gives the same document. Undefined for names not in `DEMO_IMAGE_NAMES`.
 */
export function demoImage(name: string): string | undefined {
  const isSquare = name.endsWith(SQUARE);
  const image = DEMO_IMAGES.get(isSquare ? name.slice(0, -SQUARE.length) : name);
  if (image === undefined) return undefined;
  // The square one is the middle of the wide one.
  const frame = isSquare
    ? 'width="800" height="800" viewBox="262.5 0 675 675"'
    : 'width="1200" height="675" viewBox="0 0 1200 675"';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${frame} role="img"><title>${escapeText(image.alt)}</title>${paint(image)}</svg>\n`;
}

/** Two pictures of one scene differ in where the sun stands and which way the subject looks. */
function paint({ name, scene, palette: paletteName }: DemoImage): string {
  const palette = PALETTES.get(paletteName);
  const draw = SCENES.get(scene);
  if (palette === undefined || draw === undefined)
    throw new Error(`The demo picture ${name} has no scene ${scene} in ${paletteName}.`);
  const variant = Buffer.from(name).reduce((sum, byte) => sum + byte, 0);
  const sun = disc([140 + (variant % 10) * 100, 90 + (variant % 4) * 25, 56], palette.light);
  const turn = variant % 2 === 0 ? "" : ' transform="matrix(-1 0 0 1 1200 0)"';
  return `${rect([0, 0, 1200, 675], palette.sky)}${sun}${rect([0, 500, 1200, 175], palette.ground)}<g${turn}>${draw(palette)}</g>`;
}

const escapeText = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
