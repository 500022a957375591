import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { DocumentReader } from "../../src/ingest/document-reader.ts";
import { readDocument, type UnreadDocument } from "../../src/ingest/read-document.ts";

/** A thread loads all formats before it reads. */
const PATIENCE = 120_000;

const ofPage = (paragraphs: number): UnreadDocument => ({
  document: `<html lang="fr"><title>Le pont</title><link rel="canonical" href="https://a.example/pont">
    <meta property="article:published_time" content="2026-11-20T08:00"><article><h1>Le pont ferme une semaine</h1>${"<p>Il <b>rouvre</b> lundi, <a href='https://a.example/'>dit-on</a> à la mairie.</p>".repeat(paragraphs)}</article></html>`,
  format: "ARTICLE_HTML",
  now: new Date("2026-11-22T10:00:00Z"),
  timeZone: "Europe/Paris",
});

describe("DocumentReader", () => {
  test(
    "reads what this thread would, in the order asked",
    async () => {
      const reader = new DocumentReader();
      const documents = [ofPage(20), ofPage(1), { ...ofPage(1), format: "NINJS" as const }];
      const read: number[] = [];

      const answers = await Promise.all(
        documents.map(async (document, index) => {
          const answer = await reader.read(document);
          read.push(index);
          return answer;
        }),
      );

      expect(answers).toEqual(await Promise.all(documents.map(readDocument)));
      expect(answers[2]).toEqual({
        reason: expect.stringMatching(/^document cannot be read: it is not JSON/),
        isTooMany: false,
      });
      expect(read).toEqual([0, 1, 2]);
    },
    PATIENCE,
  );

  test(
    "leaves this thread to others meanwhile",
    async () => {
      const reader = new DocumentReader();
      await reader.read(ofPage(1));
      const order: string[] = [];

      const reading = reader.read(ofPage(500)).then(() => order.push("document"));
      for (let request = 0; request < 5; request++) {
        await turn();
        order.push("request");
      }
      await reading;

      expect(order).toEqual([...Array.from({ length: 5 }, () => "request"), "document"]);
    },
    PATIENCE,
  );
});
