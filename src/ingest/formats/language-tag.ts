import type { Findings } from "./format.ts";
import { MAX_LENGTH } from "./limits.ts";

/** BCP 47 for "undetermined". */
export const UNDETERMINED = "und";

/** The tag in BCP 47's canonical form ("fr_FR" → "fr-FR"), or undefined when it is none. */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}

/** The language of an item that says `tag` at `path`: a problem when it is no language tag, "und" with a note when absent. */
export function languageOf(tag: string | undefined, path: string, findings: Findings): string {
  if (tag === undefined || tag.trim() === "") {
    findings.note(`No language given: "${UNDETERMINED}" (undetermined) assumed.`);
    return UNDETERMINED;
  }
  const language = canonicalLanguage(tag);
  if (language === undefined) findings.problem(path, `must be a BCP 47 language tag, got "${tag.slice(0, 60)}"`);
  else if (language.length > MAX_LENGTH.language)
    findings.problem(path, `must be at most ${MAX_LENGTH.language} characters, got ${language.length}`);
  return language ?? UNDETERMINED;
}
