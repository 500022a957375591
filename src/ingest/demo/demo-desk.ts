import { correctArticle, createArticle } from "../../content/desk/article.desk.ts";
import type { Desk, Written } from "../../content/desk/desk.ts";
import { setFront } from "../../content/desk/front.desk.ts";
import { publishArticle, withdrawArticle } from "../../content/desk/lifecycle.desk.ts";
import type { Database } from "../../database/database.ts";
import { demoUri } from "./demo-associations.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * What only a desk does: a story put right, one withdrawn, one for tomorrow, one not finished yet, and two fronts. For a
 * newsroom that has the demo's stories.
 */
export async function demoDesk(database: Database, now: Date): Promise<void> {
  const desk: Desk = { em: database.em(), publicUrl: new URL(demoUri("")).origin };
  const keyOf = async (table: "articles" | "sections", slug: string) => {
    const [[id] = []] = await database.reader().run(`select id from ${table} where slug = $1`, [slug]);
    return Number(id);
  };
  const [market, vote, theatre] = [
    await keyOf("articles", "marche-couvert-rouvre"),
    await keyOf("articles", "budget-participatif-resultats"),
    await keyOf("articles", "theatre-ecluse-nouvelle-saison"),
  ];
  const [region, culture] = [await keyOf("sections", "region"), await keyOf("sections", "culture")];
  done(
    await correctArticle(
      desk,
      { articleId: market },
      {
        kind: "CORRECTION",
        note: "Une première version de cet article indiquait que la halle ferme à 13 heures le dimanche : c’est à 14 heures.",
        patch: {},
      },
    ),
  );
  const withdrawn = await created(desk, {
    slug: "resultats-partiels-budget-participatif",
    headline: "Budget participatif : la piste de danse en tête",
    standfirst: "Selon un décompte provisoire, la piste de danse en plein air l’emporterait.",
    language: "fr",
    section: region,
    bodyHtml: "<p>Un décompte provisoire donne la piste de danse en plein air en tête des soixante-deux projets.</p>",
  });
  done(await publishArticle(desk, withdrawn, { at: new Date(now.getTime() - DAY_MS) }));
  done(
    await withdrawArticle(desk, withdrawn, {
      kind: "RETRACTION",
      reason: "Le décompte n’était pas celui de la ville.",
      publicText: "Cet article reposait sur un décompte erroné. Nous l’avons retiré.",
      replacementId: vote,
    }),
  );
  const scheduled = await created(desk, {
    slug: "marche-de-noel-plan",
    headline: "Le marché de Noël s’installe place du Lavoir : le plan, allée par allée",
    language: "fr",
    section: region,
    bodyHtml: "<p>Soixante-dix chalets, trois entrées, un seul manège : voici comment s’y retrouver.</p>",
  });
  done(await publishArticle(desk, scheduled, { at: new Date(now.getTime() + DAY_MS) }));
  await created(desk, { headline: "Portrait : le facteur d’orgues de Vaucreux (à relire)", language: "fr" });
  const regionSlots = [{ articleId: vote, headline: "La plage de jeux d’eau l’emporte" }, { articleId: market }];
  done(await setFront(desk, { sectionId: region, slots: regionSlots }));
  done(await setFront(desk, { sectionId: culture, slots: [{ articleId: theatre }] }));
}

async function created(desk: Desk, input: Parameters<typeof createArticle>[1]): Promise<{ articleId: number }> {
  const { articleId } = done(await createArticle(desk, input));
  return { articleId: articleId ?? 0 };
}

function done(written: Written): Written {
  const [problem] = written.problems;
  if (problem) throw new Error(`The demo's desk was refused: ${problem.message}`);
  return written;
}
