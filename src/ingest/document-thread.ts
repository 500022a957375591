import { parentPort } from "node:worker_threads";
import { readDocument, type UnreadDocument } from "./read-document.ts";

/** What DocumentReader runs in a thread of its own: a document in, its items or why there are none out. */
parentPort?.on("message", (document: UnreadDocument) => {
  readDocument(document).then(
    (items) => parentPort?.postMessage({ items }, []),
    (fault: unknown) => parentPort?.postMessage({ fault }, []),
  );
});
parentPort?.postMessage("ready", []);
