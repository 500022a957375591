import type { EntityManager } from "@mikro-orm/sql";
import { sql } from "kysely";
import type { TagKind } from "../../database/vocabulary.ts";
import type { ArticleDraft } from "../article/article.draft.ts";
import type { ArticlePatch } from "./article-patch.ts";
import { sectionChain } from "../article/stored-draft.ts";
import { knownImages, urlOfImage } from "../image/known-images.ts";
import type { Problems } from "./problems.ts";

interface Place {
  em: EntityManager;
  problems: Problems;
  at: string;
  now: Date;
  /** Ids of the sections whose bodies the caller may read; undefined: of all. */
  licence: readonly number[] | undefined;
}

/** The draft with the section, people, tags and lead picture that a patch names by their keys. */
export async function withReferences(draft: ArticleDraft, patch: ArticlePatch, on: Place): Promise<ArticleDraft> {
  const changed: ArticleDraft = { ...draft };
  if (patch.section !== undefined) await setSection(changed, patch.section, on);
  if (patch.contributors !== undefined) changed.contributors = await contributors(draft, patch.contributors ?? [], on);
  if (patch.tags !== undefined) changed.tags = await tags(draft, patch.tags ?? [], on);
  if (patch.leadImage !== undefined) await setLeadImage(changed, patch.leadImage, on);
  return changed;
}

async function setSection(draft: ArticleDraft, id: number | null, { em, problems, at }: Place): Promise<void> {
  delete draft.section;
  if (id === null) return;
  const { rows } = await sql<{ path: string }>`select path from sections where id = ${id}`.execute(em.getKysely());
  const [section] = rows;
  if (section) draft.section = await sectionChain(em, section.path);
  else problems.add("NOT_FOUND", [at, "sectionId"], `There is no Section:${id}.`);
}

/** Whoever signed already keeps their role; whoever comes to it is an author. */
async function contributors(draft: ArticleDraft, ids: readonly number[], { em, problems, at }: Place) {
  const path = (index: number) => [at, "contributorIds", String(index)];
  problems.distinct(ids, [at, "contributorIds"], path);
  const { rows } = await sql<{ id: string; name: string; uri: string | null }>`
    select id, name, uri from contributors where id = any(${ids}::bigint[])`.execute(em.getKysely());
  const found = new Map(rows.map((row) => [Number(row.id), row]));
  return ids.flatMap((id, index) => {
    const row = found.get(id);
    if (!row) return problems.add("NOT_FOUND", path(index), `There is no Contributor:${id}.`) ?? [];
    const uri = row.uri ?? undefined;
    const held = draft.contributors.find((one) =>
      uri === undefined ? one.name === row.name && !one.uri : one.uri === uri,
    );
    return [held ?? { name: row.name, ...(uri !== undefined && { uri }), role: "AUTHOR" as const }];
  });
}

/** A tag that was there keeps its relevance; a new one is wholly relevant. */
async function tags(draft: ArticleDraft, ids: readonly number[], { em, problems, at }: Place) {
  const path = (index: number) => [at, "tagIds", String(index)];
  problems.distinct(ids, [at, "tagIds"], path);
  const { rows } = await sql<{ id: string; kind: TagKind; name: string; uri: string | null }>`
    select id, kind, name, uri from tags where id = any(${ids}::bigint[])`.execute(em.getKysely());
  const found = new Map(rows.map((row) => [Number(row.id), row]));
  return ids.flatMap((id, index) => {
    const row = found.get(id);
    if (!row) return problems.add("NOT_FOUND", path(index), `There is no Tag:${id}.`) ?? [];
    const { kind, name } = row;
    const uri = row.uri ?? undefined;
    const held = draft.tags.find((one) =>
      uri === undefined ? !one.uri && one.kind === kind && one.name === name : one.uri === uri,
    );
    return [held ?? { kind, name, ...(uri !== undefined && { uri }), relevance: 1 }];
  });
}

async function setLeadImage(draft: ArticleDraft, id: number | null, on: Place): Promise<void> {
  const { em, problems, at } = on;
  delete draft.leadImage;
  if (id === null) return;
  const url = (await urlOfImage(em, id, on)) ?? "";
  const image = draft.images.find((one) => one.url === url) ?? (await knownImages(em, [url], on)).get(url);
  if (!image) return problems.add("NOT_FOUND", [at, "leadImageId"], `There is no Image:${id}.`);
  draft.leadImage = url;
  draft.images = [image, ...draft.images.filter((one) => one !== image)];
}
