import { Findings, type ParseContext, type ParsedItem, withHold } from "../format.ts";
import { cleanJson, isJsonObject, type JsonObject, pointerToken } from "../clean-json.ts";
import { plainReason } from "./plain-reason.ts";
import { liftNinjs1, originOf } from "./lift-ninjs-1.ts";
import { draftFromNinjs } from "./ninjs-draft.ts";
import { holdIn } from "./ninjs-holds.ts";
import { ninjsItemSchema } from "./ninjs-item.schema.ts";
import type { NinjsContext } from "./ninjs-context.ts";
import { inCamelCase, inLowerCase } from "./ninjs-names.ts";
import { isStoryline, storylineFromNinjs } from "./ninjs-storyline.ts";
import { type NinjsVersion, ninjsVersion } from "./ninjs-version.ts";
import { spellHolds } from "./spell-holds.ts";

/** A document under the names of ninjs 3.x, and the way back from its JSON pointers to the sender's. */
interface Canonical {
  item: JsonObject;
  senderPath: (pointer: string) => string;
}

/**
 * One ninjs item (IPTC; 1.x, 2.x or 3.x, told by content) by Kiosque's profile: an article, or a storyline. The same story in each version gives
 * the same draft. Of one that makes neither, what it says of being held back remains. Paths of problems are in the names
 * the sender used. Never throws.
 */
export function parseNinjsItem(value: unknown, context: ParseContext): ParsedItem {
  const findings = new Findings();
  const clean = cleanJson(value, "", findings);
  if (!isJsonObject(clean)) {
    findings.problem("", "must be a JSON object, the ninjs item");
    return findings.refusal();
  }
  const { item, senderPath } = canonical(clean, context);
  const parsed = read(item, clean, { ...context, findings, senderPath });
  const hold = holdIn(item, context);
  return withHold(parsed, hold && isStoryline(item) ? { ...hold, isOfStoryline: true } : hold);
}

function read(item: JsonObject, given: JsonObject, context: NinjsContext): ParsedItem {
  const { findings, senderPath } = context;
  const { success, data, error } = ninjsItemSchema.safeParse(item, { reportInput: true });
  if (success) {
    noteWhatIsNotKept(given, findings);
    return isStoryline(data) ? storylineFromNinjs(data, context) : draftFromNinjs(data, context);
  }
  for (const issue of error.issues) {
    findings.problem(
      senderPath(issue.path.map((name) => `/${pointerToken(String(name))}`).join("")),
      plainReason(issue),
    );
  }
  return findings.refusal();
}

function canonical(clean: JsonObject, context: ParseContext): Canonical {
  const { item: spelled, origins: spellings } = spellHolds(clean, context);
  const { item, senderPath } = inNinjs3(spelled, ninjsVersion(clean));
  return { item, senderPath: (pointer) => spellings.get(pointer) ?? senderPath(pointer) };
}

function inNinjs3(given: JsonObject, version: NinjsVersion): Canonical {
  if (version === 3) return { item: given, senderPath: (pointer) => pointer };
  if (version === 2) return { item: inCamelCase(given), senderPath: inLowerCase };
  const { item, origins } = liftNinjs1(given);
  return { item, senderPath: (pointer) => inLowerCase(originOf(pointer, origins)) };
}

/** Properties of ninjs and of Superdesk's dialect that have no place in an article of ours. */
const NOT_KEPT = new Set(
  (
    "slugline edNote ednote expires genre genres object objects infoSource infosource infosources infoSources rightsinfo rightsInfo trustindicator " +
    "trustIndicators digitalsourcetype digitalSourceType eventDetails plannedCoverage evolvedfrom nextversion ancestors signal priority keywords"
  ).split(" "),
);

function noteWhatIsNotKept(item: JsonObject, findings: Findings): void {
  const names = Object.keys(item).filter((name) => NOT_KEPT.has(name));
  if (names.length > 0) findings.note(`Not kept, as an article has no place for it: ${names.join(", ")}.`);
}
