import { expect, test } from "vitest";
import { loadDemo } from "../../src/ingest/demo/load-demo.ts";
import { startTestGateway } from "../support/test-gateway.ts";
import { holderOf } from "../support/holder.ts";

test("The demo shows what a desk does: a correction, a withdrawn story, one to come, a draft, fronts", async () => {
  await using gateway = await startTestGateway({ now: new Date(Date.now() + 60_000) });
  await loadDemo(gateway.database, "Europe/Paris");

  const { data } = await gateway.query(`{
    corrected: article(slug: "marche-couvert-rouvre") { version corrections { kind version } }
    withdrawn: resolvePath(path: "/articles/resultats-partiels-budget-participatif") {
      ... on Tombstone { notice { kind replacement { slug } } } }
    scheduled: article(slug: "marche-de-noel-plan") { slug }
    section(path: "region") { front(first: 3) { pinned headline } }
  }`);
  const { data: desk } = await gateway.query(
    `{ articles(filter: { status: [DRAFT, SCHEDULED, WITHDRAWN] }) { nodes { slug status } } }`,
    undefined,
    { viewer: holderOf("content:desk"), view: "DESK" },
  );

  expect(data).toEqual({
    corrected: { version: 2, corrections: [{ kind: "CORRECTION", version: 2 }] },
    withdrawn: { notice: { kind: "RETRACTION", replacement: { slug: "budget-participatif-resultats" } } },
    scheduled: null,
    section: {
      front: [
        { pinned: true, headline: "La plage de jeux d’eau l’emporte" },
        { pinned: true, headline: "La halle aux poissons rouvre, avec sa verrière et ses courants d’air" },
        { pinned: false, headline: "Port-Alban picks a splash park, designed by a fourteen-year-old" },
      ],
    },
  });
  expect(desk).toEqual({
    articles: {
      nodes: [
        { slug: "portrait-le-facteur-d-orgues-de-vaucreux-a-relire", status: "DRAFT" },
        { slug: "marche-de-noel-plan", status: "SCHEDULED" },
        { slug: "resultats-partiels-budget-participatif", status: "WITHDRAWN" },
      ],
    },
  });
}, 120_000);
