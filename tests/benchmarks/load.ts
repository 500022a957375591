import autocannon from "autocannon";

export interface Load {
  /** GraphQL requests, sent in turn; each connection begins at another one. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Each connection sends its next request as soon as it has its answer.
 *
 * @throws when an answer is no 200 or has a GraphQL error
 */
export async function drive(url: string, { bodies, connections, seconds }: Load): Promise<LoadResult> {
  const requests = bodies.map((body) => ({ body }));
  let startAt = 0;
  const durationsMs: number[] = [];
  let refused: string | undefined;
  const done = Promise.withResolvers<autocannon.Result>();
  const options: autocannon.Options = {
    url,
    connections,
    duration: seconds,
    sampleInt: 100,
    method: "POST",
    headers: { "content-type": "application/json" },
    setupClient(client) {
      startAt = (startAt + Math.ceil(requests.length / connections)) % requests.length;
      client.setRequests([...requests.slice(startAt), ...requests.slice(0, startAt)]);
    },
    verifyBody(body) {
      const isRight = String(body).startsWith('{"data":{');
      if (!isRight) refused ??= String(body).slice(0, 500);
      return isRight;
    },
  };
  const run = autocannon(options, (error: unknown, result) => (error ? done.reject(error) : done.resolve(result)));
  // To the microsecond: autocannon's own percentiles are whole milliseconds.
  run.on("response", (...[, , , durationMs]) => void durationsMs.push(durationMs));
  const result = await done.promise;
  if (refused !== undefined) throw new Error(`${url} answered ${refused}`);
  if (result.errors > 0 || result.non2xx > 0)
    throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} no 200`);
  durationsMs.sort((a, b) => a - b);
  const percentile = (part: number) => durationsMs[Math.floor(part * durationsMs.length)] ?? Number.NaN;
  return {
    requests: durationsMs.length,
    perSecond: durationsMs.length / result.duration,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
  };
}
