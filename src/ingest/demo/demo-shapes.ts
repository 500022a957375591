/** Flat colours of a scene: one set a section, and one for the night. */
export interface Palette {
  sky: string;
  /** What stands behind, before and under the subject. */
  far: string;
  near: string;
  ground: string;
  accent: string;
  light: string;
  ink: string;
}

/** The subject of a picture as SVG elements, on a canvas of 1200 × 675 whose ground starts at y = 500. */
export type Scene = (palette: Palette) => string;

export const rect = ([x, y, width, height]: [number, number, number, number], fill: string, radius = 0) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;

export const disc = ([x, y, radius]: [number, number, number], fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;

export const ring = ([x, y, radius]: [number, number, number], stroke: string, width: number) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;

/** @param d a path in SVG's own notation, filled */
export const shape = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`;

/** @param d a path in SVG's own notation, drawn as a line of `width` pixels */
export const stroke = (d: string, color: string, width: number) =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

export const repeat = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => draw(index)).join("");

/** Scattered evenly without a pattern to see: a low-discrepancy sequence, each coordinate from 0 to `width` or `height`. */
export const scatter = (index: number, [width, height]: [number, number]): [number, number] => [
  Math.round(((index * 0.7549) % 1) * width),
  Math.round(((index * 0.5698) % 1) * height),
];
