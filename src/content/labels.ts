import type { RelationKind } from "../database/vocabulary.ts";
import { uiLanguage, type UiLanguage } from "./locale.ts";
import type { ReasonCode } from "./suggestion/reasons.rules.ts";

/** Each stands before the headline of the story the edge leads to. */
const RELATION_LABELS: Record<UiLanguage, Record<RelationKind, string>> = {
  fr: {
    READ_ALSO: "À lire aussi",
    BACKGROUND: "Contexte",
    FOLLOW_UP: "La suite",
    ANALYSIS: "Analyse",
    EXPLAINER: "Décryptage",
    LIVE: "En direct",
    UPDATE_OF: "Mise à jour de",
    CORRECTS: "Rectificatif à",
    SAME_EVENT: "Sur le même événement",
    SIMILAR: "Sur le même sujet",
  },
  en: {
    READ_ALSO: "Read also",
    BACKGROUND: "Background",
    FOLLOW_UP: "What happened next",
    ANALYSIS: "Analysis",
    EXPLAINER: "Explainer",
    LIVE: "Live",
    UPDATE_OF: "Update of",
    CORRECTS: "Correction to",
    SAME_EVENT: "On the same event",
    SIMILAR: "On the same subject",
  },
  de: {
    READ_ALSO: "Lesen Sie auch",
    BACKGROUND: "Hintergrund",
    FOLLOW_UP: "Wie es weiterging",
    ANALYSIS: "Analyse",
    EXPLAINER: "Erklärt",
    LIVE: "Live",
    UPDATE_OF: "Aktualisierung von",
    CORRECTS: "Berichtigung zu",
    SAME_EVENT: "Zum selben Ereignis",
    SIMILAR: "Zum selben Thema",
  },
  es: {
    READ_ALSO: "Lea también",
    BACKGROUND: "Contexto",
    FOLLOW_UP: "Lo que siguió",
    ANALYSIS: "Análisis",
    EXPLAINER: "Claves",
    LIVE: "En directo",
    UPDATE_OF: "Actualización de",
    CORRECTS: "Corrección de",
    SAME_EVENT: "Sobre el mismo suceso",
    SIMILAR: "Sobre el mismo tema",
  },
};

/** Each says why a story is suggested; of what has a name, the name follows. */
const REASONS: Record<UiLanguage, Record<ReasonCode, string> & { readonly SHARED_TAGS: string }> = {
  fr: {
    SHARED_TAG: "même sujet : ",
    SHARED_TAGS: "mêmes sujets : ",
    SHARED_STORYLINE: "même dossier : ",
    SHARED_SECTION: "même rubrique : ",
    SHARED_CONTRIBUTOR: "même signature : ",
    TEXT_SIMILARITY: "textes proches",
    RECENCY: "publiés à quelques jours d'écart",
  },
  en: {
    SHARED_TAG: "same subject: ",
    SHARED_TAGS: "same subjects: ",
    SHARED_STORYLINE: "same storyline: ",
    SHARED_SECTION: "same section: ",
    SHARED_CONTRIBUTOR: "same byline: ",
    TEXT_SIMILARITY: "similar texts",
    RECENCY: "published within days of each other",
  },
  de: {
    SHARED_TAG: "gleiches Thema: ",
    SHARED_TAGS: "gleiche Themen: ",
    SHARED_STORYLINE: "gleiches Dossier: ",
    SHARED_SECTION: "gleiches Ressort: ",
    SHARED_CONTRIBUTOR: "ebenfalls von: ",
    TEXT_SIMILARITY: "ähnliche Texte",
    RECENCY: "im Abstand weniger Tage veröffentlicht",
  },
  es: {
    SHARED_TAG: "mismo tema: ",
    SHARED_TAGS: "mismos temas: ",
    SHARED_STORYLINE: "mismo dosier: ",
    SHARED_SECTION: "misma sección: ",
    SHARED_CONTRIBUTOR: "misma firma: ",
    TEXT_SIMILARITY: "textos parecidos",
    RECENCY: "publicados con pocos días de diferencia",
  },
};

const SHARE_LABELS: Record<UiLanguage, string> = {
  fr: "Partager cet article",
  en: "Share this article",
  de: "Diesen Artikel teilen",
  es: "Compartir este artículo",
};

/**
 * What introduces a related story of this kind where the editor wrote no words; English outside fr, en, de and es.
 *
 * @throws {GatewayError} LOCALE_INVALID
 */
export function relationLabel(kind: RelationKind, locale: string): string {
  return RELATION_LABELS[uiLanguage(locale)][kind];
}

/**
 * Why a story is suggested, « même sujet : Ukraine »; English outside fr, en, de and es.
 *
 * @param names of what is shared, none where it has none
 * @throws {GatewayError} LOCALE_INVALID
 */
export function reasonText(code: ReasonCode, names: readonly string[], locale: string): string {
  const words = REASONS[uiLanguage(locale)];
  return words[code === "SHARED_TAG" && names.length > 1 ? "SHARED_TAGS" : code] + names.join(", ");
}

/**
 * The words on the button that shares an article; English outside fr, en, de and es.
 *
 * @throws {GatewayError} LOCALE_INVALID
 */
export function shareLabel(locale: string): string {
  return SHARE_LABELS[uiLanguage(locale)];
}
