import { setTimeout as sleep } from "node:timers/promises";

/** What node-postgres offers for notices. */
interface Client {
  query(text: string): Promise<unknown>;
  on(event: "notification", listener: (notice: { channel: string }) => void): Client;
  on(event: "error" | "end", listener: () => void): Client;
  release(isBroken: boolean): void;
}

const RECONNECT_DELAY_MS = 1_000;
/** A connection that only listens would never be found out to be lost. */
const PROBE_EVERY_MS = 5_000;

/** Listens on any number of channels over one connection, held while anyone listens. See Driver.listen. */
export function createNotices(pool: { connect(): Promise<Client> }) {
  const listeners = new Map<() => void, string>();
  let link: Promise<{ query: Client["query"]; release: () => void }> | undefined;

  const tell = (channel?: string) => {
    for (const [onNotice, of] of listeners) if (channel === undefined || of === channel) onNotice();
  };
  const connect = async () => {
    const client = await pool.connect();
    let isOver = false;
    let probing: NodeJS.Timeout | undefined;
    const release = () => {
      isOver = true;
      clearInterval(probing);
      client.release(true);
    };
    const lost = () => {
      if (isOver) return;
      release();
      link = undefined;
      tell();
      void reopen();
    };
    client
      .on("notification", ({ channel }) => tell(channel))
      .on("error", lost)
      .on("end", lost);
    try {
      for (const channel of new Set(listeners.values())) await client.query(`listen ${channel}`);
    } catch (error) {
      release();
      throw error;
    }
    if (!isOver) probing = setInterval(() => void client.query("select 1").catch(() => {}), PROBE_EVERY_MS).unref();
    tell();
    return { query: (text: string) => client.query(text), release };
  };
  const open = () => {
    link ??= connect().catch((error: unknown) => {
      link = undefined;
      throw error;
    });
    return link;
  };
  const reopen = async (): Promise<void> => {
    await sleep(RECONNECT_DELAY_MS, undefined, { ref: false });
    if (listeners.size > 0) await open().catch(reopen);
  };

  const hangUp = async () => {
    const last = link;
    link = undefined;
    (await last?.catch(() => undefined))?.release();
  };

  return {
    async listen(channel: string, callback: () => void): Promise<() => Promise<void>> {
      // Of its own, so that the same callback may listen twice.
      const onNotice = () => callback();
      listeners.set(onNotice, channel);
      try {
        await (await open()).query(`listen ${channel}`);
      } catch (error) {
        listeners.delete(onNotice);
        throw error;
      }
      onNotice();
      return async () => {
        listeners.delete(onNotice);
        if (listeners.size === 0) await hangUp();
      };
    },
    /** Gives the connection back, whoever still listens. */
    async close(): Promise<void> {
      listeners.clear();
      await hangUp();
    },
  };
}
