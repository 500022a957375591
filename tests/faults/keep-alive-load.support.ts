import { Agent, request } from "node:http";

/** Requests without pause on so many keep-alive connections. */
export function startLoad(ask: (agent: Agent) => Promise<string>, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const outcomes = new Map<string, number>();
  const stopping = new AbortController();
  const loops = Array.from({ length: connections }, async () => {
    while (!stopping.signal.aborted) {
      const outcome = await ask(agent);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      // Nobody is there any more.
      if (outcome === "ECONNREFUSED") return;
    }
  });
  return {
    outcomes,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      agent.destroy();
    },
  };
}

/** A GraphQL request: the status and its first error's code, or what became of the connection. Sent once. */
export function outcomeOf(url: string, agent: Agent, { query, key }: { query: string; key?: string }): Promise<string> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) };
    const sent = request(`${url}/graphql`, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () =>
        resolve([response.statusCode, ...(/"code":"(\w+)"/.exec(text)?.slice(1) ?? [])].join(" ")),
      );
      response.on("error", (error) => resolve(`cut: ${error.message}`));
    });
    sent.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(JSON.stringify({ query }));
  });
}
