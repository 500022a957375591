import { Points, type Times } from "./points.ts";

/** What one selection asks of its object. */
export class AskedPoints {
  readonly once = new Points();
  /** Of each item of the page that the object is, if it is one: its lists without a size of their own. */
  readonly perItem = new Points();
  /** For each word that the object was searched by: what searches anew. */
  readonly perWord = new Points();
  /** However many objects there are. */
  readonly inAll = new Points();

  add({ once, perItem, perWord, inAll }: AskedPoints, times: Times): void {
    this.once.add(once, times);
    this.perItem.add(perItem, times);
    this.perWord.add(perWord, times);
    this.inAll.add(inAll, times);
  }
}
