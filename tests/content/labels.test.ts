import { describe, expect, test } from "vitest";
import { relationLabel, shareLabel } from "../../src/content/labels.ts";
import { RELATION_KINDS } from "../../src/database/vocabulary.ts";

const KINDS = ["READ_ALSO", "BACKGROUND", "CORRECTS"] as const;

describe("relationLabel", () => {
  test.each([
    ["fr", ["À lire aussi", "Contexte", "Rectificatif à"]],
    ["en", ["Read also", "Background", "Correction to"]],
    ["de", ["Lesen Sie auch", "Hintergrund", "Berichtigung zu"]],
    ["es", ["Lea también", "Contexto", "Corrección de"]],
    ["fr-CA", ["À lire aussi", "Contexte", "Rectificatif à"]],
    ["it", ["Read also", "Background", "Correction to"]],
  ])("in %s: %j", (locale, labels) => {
    expect(KINDS.map((kind) => relationLabel(kind, locale))).toEqual(labels);
  });

  test.each(["fr", "en", "de", "es"])("in %s no two kinds share a label", (locale) => {
    const labels = RELATION_KINDS.map((kind) => relationLabel(kind, locale));
    expect(new Set(labels).size).toBe(10);
  });

  test("what is no locale answers LOCALE_INVALID", () => {
    expect(() => relationLabel("LIVE", "fr_FR")).toThrow(expect.objectContaining({ code: "LOCALE_INVALID" }));
  });
});

describe("shareLabel", () => {
  test.each([
    ["fr", "Partager cet article"],
    ["en-GB", "Share this article"],
    ["de", "Diesen Artikel teilen"],
    ["es", "Compartir este artículo"],
    ["ja", "Share this article"],
  ])("in %s: %s", (locale, label) => {
    expect(shareLabel(locale)).toBe(label);
  });
});
