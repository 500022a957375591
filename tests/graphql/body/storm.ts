import type { StoredBlock } from "../../../src/content/body/stored-body.ts";
import { draftOf, edgeTo } from "../../support/draft.ts";

export const PICTURE = "https://pictures.example/pier.jpg";
/** Every kind of block, and its variants. */
const BLOCKS: StoredBlock[] = [
  { type: "PARAGRAPH", role: "LEAD", content: { text: "The pier < the sea." } },
  { type: "HEADING", level: 2, anchor: "the-storm", content: { text: "The storm", html: "The <em>storm</em>" } },
  { type: "LIST", ordered: true, items: [{ text: "Wind" }, { text: "Water", html: "<strong>Water</strong>" }] },
  { type: "LIST", ordered: false, items: [{ text: "Sand" }] },
  { type: "QUOTE", content: { text: "It was loud." }, attribution: "A keeper" },
  { type: "QUOTE", content: { text: "It was quiet." } },
  { type: "IMAGE", image: PICTURE },
  { type: "PARAGRAPH", role: "LEAD_IN", content: { text: "More of it:" } },
  { type: "RELATED_STORY", anchor: "related-1" },
  { type: "EMBED", provider: "vimeo", sourceUrl: "https://vimeo.com/1" },
  { type: "HEADING", level: 3, anchor: "damage", content: { text: "Damage" } },
  {
    type: "TABLE",
    rows: [
      ["Place", "Metres"],
      ["Pier", "4"],
    ],
    hasHeader: true,
    caption: "Waves",
  },
  { type: "TABLE", rows: [["Quay", "2"]], hasHeader: false },
  { type: "DIVIDER" },
];

/** A story with such a body, and the one it points at. */
export const STORM = [
  draftOf("urn:calm", { headline: "Calm & clear", slug: "calm" }),
  draftOf("urn:storm", {
    slug: "storm",
    body: BLOCKS,
    images: [
      {
        url: PICTURE,
        alt: "A pier",
        caption: "The pier",
        credit: "Ada Brook",
        width: 800,
        height: 600,
        renditions: [{ name: "thumbnail", href: `${PICTURE}?w=80`, contentType: "image/jpeg", width: 80 }],
      },
    ],
    related: [edgeTo("urn:calm", { placement: "INLINE", anchor: "related-1", kind: "ANALYSIS" })],
  }),
];
