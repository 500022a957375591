import { connect } from "node:net";

/** What node-postgres knows of its connection's server process. */
export interface Backend {
  /** A directory when it begins with a slash. */
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}

const CANCEL_REQUEST_CODE = 80_877_102;
const PATIENCE_MS = 5_000;

/**
 * Asks the server to cancel what this connection runs: PostgreSQL's CancelRequest, which needs neither a free connection
 * nor a log-in. As in most clients it goes unencrypted; a proxy that insists on TLS leaves the rest to statement_timeout.
 *
 * @returns settles when the server has passed it on, or cannot be reached; never rejects
 */
export function cancelQuery({ host, port, processID, secretKey }: Backend): Promise<void> {
  const request = Buffer.alloc(16);
  [request.length, CANCEL_REQUEST_CODE, processID, secretKey].forEach((word, index) => {
    request.writeInt32BE(word, index * 4);
  });
  return new Promise((resolve) => {
    const socket = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket
      .setTimeout(PATIENCE_MS, () => socket.destroy())
      .on("connect", () => socket.write(request))
      .on("error", () => {})
      .on("close", () => resolve());
    socket.resume();
  });
}
