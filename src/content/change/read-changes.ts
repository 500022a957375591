import type { Content } from "../content.ts";
import type { Selection } from "../reading/selection.ts";
import { changes } from "../sources.ts";
import type { ChangesArgs } from "./changes.args.ts";
import type { ChangePage } from "./changes.relation.ts";

/**
 * A page of the change log. What it tells of is read as it is at its end or later: a story that is told of and not yet
 * seen would be taken for gone, and not told of again.
 */
export async function readChanges(
  content: Content,
  { args, selection }: { readonly args: ChangesArgs; readonly selection: Selection },
): Promise<ChangePage> {
  const page = await load(args);
  // This process's clock is behind that of a write. The window stays as it was, and ends when that was written.
  const whole = page.to.at > args.to ? await load({ ...args, within: { to: page.to }, to: page.to.at }) : page;
  // The announcement of a section may come later than what is told of it.
  if (whole.sectionsStamp !== content.sectionsStamp) await content.refreshSections();
  return whole;

  function load(asked: ChangesArgs): Promise<ChangePage> {
    content.advance(new Date(asked.to));
    return content.load({ relation: changes, args: asked, selection }, 0);
  }
}
